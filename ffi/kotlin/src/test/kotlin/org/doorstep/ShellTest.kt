// The bridge of the app's pages: every message they send, answered by the core itself over the real server.
package org.doorstep

import java.util.Base64
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlinx.coroutines.runBlocking
import org.doorstep.core.Cancel
import org.doorstep.core.Gate
import org.doorstep.core.PortException
import org.doorstep.core.Shell
import org.doorstep.kit.Desk
import org.doorstep.kit.PASSWORD
import org.doorstep.kit.Phone
import org.doorstep.kit.Told
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class ShellTest {
    private var passes: () -> Boolean = { true }
    private val gate = object : Gate { override fun pass() = passes() }

    /** Sends messages as a page does, with an id that the answer must bear. */
    private class Page(val shell: Shell) {
        private var last = 0

        fun asks(wish: Map<String, Any?>): Told {
            val id = "page-${++last}"
            val answer = Told.read(shell.takes(Told.write(wish + ("id" to id))))
            assertEquals(id, answer["id"].text)
            return answer
        }

        fun asks(wish: String) = asks(mapOf("do" to wish))

        /** A request of the core: the answer and its parts. */
        fun calls(ask: Map<String, Any?>, vararg parts: ByteArray): Pair<Told, List<ByteArray>> {
            val entropy = DeviceEntropy().bytes(32u).joinToString("") { "%02x".format(it) }
            val now = System.currentTimeMillis()
            val wish = mapOf("do" to "call", "now" to now, "entropy" to entropy, "ask" to Told.write(ask))
            val said = asks(wish + ("parts" to parts.map(::base64)))["ok"]
            return Told.read(said["json"].text) to said["parts"].all.map { Base64.getDecoder().decode(it.text) }
        }

        fun carries(method: String, path: String, headers: List<List<String>>, body: ByteArray) =
            asks(mapOf("do" to "carry", "method" to method, "path" to path, "headers" to headers, "part" to base64(body)))

        fun signIn(username: String) {
            val who = mapOf("username" to username, "password" to PASSWORD, "device_name" to "手机")
            val begun = calls(who + ("do" to "enrol_begin"))
            val headers = listOf(listOf("Content-Type", "application/json"), listOf("Accept", "application/json"))
            val came = carries("POST", "/v1/sign-in", headers, Told.write(begun.first["ok"]).toByteArray())["ok"]
            assertEquals(200, came["status"].long)
            val session = Told.read(Base64.getDecoder().decode(came["part"].text).decodeToString())
            assertTrue(calls(mapOf("do" to "enrol_finish", "session" to session)).first["problem"].isNull)
        }

        /** Drives the sync machine as the page's own keeper does; returns how many calls it carried. */
        fun syncs(): Int {
            for (carried in 0..200) {
                val (told, parts) = calls(mapOf("do" to "sync_next", "network" to "unmetered", "anew" to (carried == 0)))
                val step = told["ok"]
                if (step["step"].text != "send") return carried.also { assertEquals("done", step["step"].text) }
                val call = step["call"]
                val headers = call["headers"].all.map { pair -> pair.all.map { it.text } }
                val came = carries(call["method"].text, call["path"].text, headers, parts.firstOrNull() ?: ByteArray(0))["ok"]
                val named = came["headers"].all.associate { it[0].text.lowercase() to it[1].text }
                val answer = mapOf(
                    "do" to "sync_answer", "status" to came["status"], "content_type" to named["content-type"],
                    "encoding" to named["content-encoding"], "location" to named["location"],
                    "upload_offset" to named["upload-offset"]?.toLong(), "retry_after" to named["retry-after"]?.toLong(),
                )
                calls(answer, Base64.getDecoder().decode(came["part"].text))
            }
            error("the sync does not end")
        }

        private fun base64(bytes: ByteArray) = Base64.getEncoder().encodeToString(bytes)
    }

    private fun withPage(act: (Phone, Page) -> Unit) {
        Phone().use { phone ->
            shellOf(phone.file.path, phone.platform(), gate).use { shell ->
                act(phone, Page(shell))
                shell.closeDatabase()
            }
        }
    }

    @Test
    fun `a page opens, enrols, syncs, looks, records and erases over the bridge`() = withPage { phone, page ->
        assertFalse(page.asks("exists")["ok"].isTrue)
        val early = page.asks(mapOf("do" to "call", "now" to 1, "entropy" to "00".repeat(32), "ask" to "{}"))
        assertEquals("wrong_state", early["problem"]["code"].text)
        assertTrue(page.asks("open")["ok"].isNull)
        assertTrue(page.asks("exists")["ok"].isTrue)
        page.signIn("teacher-5333251005-7-1")
        assertTrue(page.syncs() > 0)
        val found = page.calls(mapOf("do" to "search", "text" to "", "limit" to 500, "only" to "mine")).first["ok"]
        assertTrue(found.all.size > 10)
        val student = found[0]["student"].text
        val edit = mapOf("do" to "profile_edit", "student" to student, "field" to "remark", "value" to "家里养蜂")
        val recorded = page.calls(edit).first["ok"]["id"].text
        page.syncs()
        assertTrue(recorded in Desk.signIn("supervisor").facts(student))

        assertTrue(page.asks("close")["ok"].isNull)
        assertNull(page.shell.core())
        page.asks("open")
        assertEquals("in", page.calls(mapOf("do" to "who")).first["ok"]["phase"].text)
        assertNotNull(page.shell.core())

        assertTrue(page.asks("erase")["ok"].isNull)
        assertNull("the key is thrown away", phone.keystore.key)
        assertEquals(emptyList<String>(), phone.folder.list().orEmpty().toList())
        assertFalse(page.asks("exists")["ok"].isTrue)
        page.asks("open")
        assertEquals("new", page.calls(mapOf("do" to "who")).first["ok"]["phase"].text)
    }

    @Test
    fun `the owner proves themself, or is not recognised, or cannot be asked`() = withPage { _, page ->
        assertTrue(page.asks("pass")["ok"].isNull)
        passes = { false }
        val refused = page.asks("pass")["problem"]
        assertEquals("not_recognised" to true, refused["code"].text to refused["retryable"].isTrue)
        passes = { throw PortException.Failed("no lock is set") }
        assertEquals("platform", page.asks("pass")["problem"]["code"].text)
        passes = { error("broken") }
        assertEquals("platform", page.asks("pass")["problem"]["code"].text)
        // While the owner is asked the pages go on.
        val asked = CountDownLatch(1)
        val answered = CountDownLatch(1)
        passes = {
            asked.countDown()
            answered.await(20, TimeUnit.SECONDS)
        }
        page.asks("open")
        val asking = thread { Page(page.shell).asks("pass") }
        assertTrue(asked.await(10, TimeUnit.SECONDS))
        assertEquals("new", page.calls(mapOf("do" to "who")).first["ok"]["phase"].text)
        answered.countDown()
        asking.join()
    }

    @Test
    fun `a page learns where the phone is, and that there is no network`() = withPage { phone, page ->
        val here = page.asks("here")["ok"]
        assertEquals(26.75, here["place"]["lat"].number, 0.0)
        assertFalse(here["mock"].isTrue)
        phone.line.isCut = true
        val problem = page.carries("GET", "/readyz", emptyList(), ByteArray(0))["problem"]
        assertEquals("no_network" to true, problem["code"].text to problem["retryable"].isTrue)
        phone.keystore.locked = true
        assertEquals("platform", page.asks("open")["problem"]["code"].text)
    }

    @Test
    fun `a message that cannot be read is answered as invalid`() = withPage { _, page ->
        val broken = mapOf(
            """{"id":"1","do":"dance"}""" to "do", """{"id":"1"}""" to "do",
            """{"id":"1","do":"call"}""" to "message", """{"id":"1","do":"carry","method":1}""" to "message",
            """{"id":"1","do":"call","now":1,"entropy":"abc","ask":"{}"}""" to "entropy",
            """{"id":7,"do":"open"}""" to "id", "not JSON" to "message", "" to "message", "[1]" to "message",
        )
        for ((message, field) in broken) {
            val problem = Told.read(page.shell.takes(message))["problem"]
            assertEquals(message, "invalid" to field, problem["code"].text to problem["field"].text)
        }
    }

    @Test
    fun `the background syncs when no page does, closes what it opened, and stops when told`() = withPage { phone, page ->
        Cancel().use { cancel ->
            assertNull("there is no database", page.shell.sync(false, cancel))
            page.asks("open")
            assertNull("nobody is in", page.shell.sync(false, cancel))
            page.signIn("teacher-5333251005-7-2")
            // The page has a call on its way: its answer is the page's.
            page.calls(mapOf("do" to "sync_next", "network" to "unmetered", "anew" to true))
            assertNull(page.shell.sync(false, cancel))
            page.calls(mapOf("do" to "sync_answer", "lost" to true))
            page.syncs()
            page.asks("close")
            val synced = page.shell.sync(false, cancel)
            assertEquals(null to false, synced!!.againAt to synced.cancelled)
            assertNull("what was opened for it is closed", page.shell.core())
            cancel.callOff()
            assertTrue(page.shell.sync(false, cancel)!!.cancelled)
            phone.keystore.locked = true
            assertEquals("platform", runBlocking { code { page.shell.sync(false, Cancel()) } })
        }
    }

    @Test
    fun `eight pages at once get each their own answer`() = withPage { _, page ->
        page.asks("open")
        val thrown = together(8) { number ->
            repeat(50) { round ->
                val id = "$number-$round"
                val wish = if (round % 10 == 0) "here" else "exists"
                assertEquals(id, Told.read(page.shell.takes("""{"id":"$id","do":"$wish"}"""))["id"].text)
            }
        }
        assertEquals(emptyList<Throwable>(), thrown)
    }
}
