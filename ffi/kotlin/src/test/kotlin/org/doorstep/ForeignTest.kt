// Whatever a port throws, or gives that is wrong, becomes a problem of the call; whatever a caller asks, an answer.
package org.doorstep

import com.sun.jna.Native
import java.nio.ByteBuffer
import java.time.Instant
import java.util.Random
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.doorstep.core.Clock
import org.doorstep.core.Core
import org.doorstep.core.DraftOf
import org.doorstep.core.Entropy
import org.doorstep.core.Keystore
import org.doorstep.core.Listener
import org.doorstep.core.Location
import org.doorstep.core.Notifications
import org.doorstep.core.PlannedNotification
import org.doorstep.core.Platform
import org.doorstep.core.PortException
import org.doorstep.core.Problem
import org.doorstep.kit.PASSWORD
import org.doorstep.kit.Phone
import org.doorstep.kit.Told
import org.doorstep.kit.fill
import org.doorstep.kit.picture
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test

class ForeignTest {
    @Before
    fun `what is thrown on purpose is not told`() = Native.setCallbackExceptionHandler { _, _ -> }

    /** What a port may throw: its own exception, any other, and what no program expects. */
    private val thrown: List<() -> Throwable> = listOf(
        { PortException.Failed("not now") },
        { IllegalStateException("不行") },
        { NullPointerException() },
        { StackOverflowError() },
        { NoClassDefFoundError("a/b") },
    )

    @Test
    fun `what clock, entropy and keystore throw is a problem of the call, which may go well later`() {
        for (throwing in thrown) Phone(server = null).use { phone ->
            val good = phone.platform()
            val broken = listOf(
                good.copy(clock = object : Clock { override fun now() = throw throwing() }),
                good.copy(entropy = object : Entropy { override fun bytes(length: UInt) = throw throwing() }),
            )
            for (platform in broken) opened(phone, platform) { assertPlatform { it.who() } }
            val locked = object : Keystore {
                override fun key() = throw throwing()
                override fun forget() = throw throwing()
            }
            assertPlatform { opened(phone, good.copy(keystore = locked)) { it.who() } }
            assertEquals("new", phone.doorstep.core.who().phase)
        }
    }

    @Test
    fun `what a port gives that is wrong is told by its name`() {
        Phone(server = null).use { phone ->
            val good = phone.platform()
            val short = object : Entropy { override fun bytes(length: UInt) = ByteArray(31) }
            opened(phone, good.copy(entropy = short)) { assertEquals("entropy", refused { it.who() }.field) }
            val far = object : Clock { override fun now(): Instant = Instant.MAX }
            opened(phone, good.copy(clock = far)) { assertPlatform { it.who() } }
            val wrong = object : Keystore {
                override fun key() = ByteArray(16)
                override fun forget() = Unit
            }
            assertEquals("key", refused { opened(phone, good.copy(keystore = wrong)) {} }.field)
        }
    }

    @Test
    fun `what notifications and listeners throw is passed over, as what was recorded is recorded`() = runBlocking {
        for (throwing in thrown) Phone().use { phone ->
            phone.enrol("teacher-5333251001-9-1")
            phone.doorstep.close()
            val notifications = object : Notifications {
                override fun plan(all: List<PlannedNotification>) = throw throwing()
            }
            opened(phone, phone.platform().copy(notifications = notifications)) { core ->
                val listening = core.listen(object : Listener { override fun changed() = throw throwing() })
                val student = core.search("", 1u, "mine").single().student
                val id = core.profileEdit(student, "remark", "\"养蜂\"")
                assertTrue(core.student(student).timeline.any { it.fact.id == id })
                listening.use { it.end() }
            }
        }
    }

    @Test
    fun `what the transport throws is no network, what the location throws keeps the photo out`() = runBlocking {
        for (throwing in thrown) Phone().use { phone ->
            phone.enrol("teacher-5333251001-9-1")
            phone.line.before = { throw throwing() }
            assertEquals("no_network", code { phone.doorstep.signIn("teacher", PASSWORD, "手机") })
            assertTrue(phone.doorstep.sync(metered = false, anew = true).againAt != null)
            phone.doorstep.close()
            val nowhere = object : Location { override fun here() = throw throwing() }
            opened(phone, phone.platform().copy(location = nowhere)) { core ->
                val student = core.search("", 1u, "mine").single().student
                val draft = core.draftBegin(DraftOf("home_visit", student))
                fill(core, draft)
                val question = named(core.draftView(draft, "en").nodes, "photo")
                val file = picture(5).let { ByteBuffer.allocateDirect(it.size).put(it).flip() as ByteBuffer }
                assertPlatform { core.photoTake(draft, question, file) }
                assertEquals(0u, core.draftPreview(draft).photos)
            }
        }
    }

    @Test
    fun `no request of a page, however broken, gets past the core as anything but an answer`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251001-9-1")
            val core = phone.doorstep.core
            val random = Random(7)
            val whole = """{"do":"draft_begin","form":"home_visit","student":"x","companions":[],"language":"en"}"""
            val requests = List(1500) {
                val bytes = whole.toByteArray()
                repeat(1 + random.nextInt(4)) { bytes[random.nextInt(bytes.size)] = random.nextInt(128).toByte() }
                bytes.decodeToString()
            } + listOf("", "null", "[]", "{", "[".repeat(100_000), """{"do":"who","x":${"[".repeat(5000)}}""", "\u0000")
            for (request in requests) {
                val said = core.pageAsks(request, listOf(ByteArray(3)))
                val told = Told.read(said.json).value as Map<*, *>
                assertTrue(request, "problem" in told || "ok" in told)
            }
            assertEquals("in", core.who().phase)
        }
    }

    @Test
    fun `arguments that make no sense are refused by their names`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251001-9-1")
            val core = phone.doorstep.core
            val student = core.search("", 1u).single().student
            val refusals: List<Pair<String, () -> Any?>> = listOf(
                "unknown_student" to { core.student("00000000-0000-7000-8000-000000000000") },
                "invalid" to { core.student("nobody") },
                "invalid" to { core.search("", 1u, "everyone") },
                "invalid" to { core.profileEdit(student, "remark", "not JSON") },
                "invalid" to { core.act(student, "no_such_kind", "{}") },
                "invalid" to { core.classDay("nowhere", "2026-13-40") },
                "invalid" to { core.thumb("abc") },
                "unknown_draft" to { core.draftRemove("00000000-0000-7000-8000-000000000000", "/data", UInt.MAX_VALUE) },
            )
            refusals.forEachIndexed { at, (code, act) -> assertEquals("request $at", code, refused { act() }.code) }
            assertEquals("in", phone.doorstep.who().first().phase)
        }
    }

    @Test
    fun `a text with half a character in it is refused`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251003-9-1")
            val student = phone.doorstep.search("", 1).first().single().student
            val problem = problem { phone.doorstep.ask { retract(student, "half \uD83D") } }
            assertEquals("invalid" to "text", problem.code to problem.field)
            assertEquals("invalid", code { phone.doorstep.search("\uD800").first() })
        }
    }

    private fun opened(phone: Phone, platform: Platform, act: (Core) -> Unit) {
        Core.open(phone.file.path, platform.guarded()).use { core ->
            try {
                act(core)
            } finally {
                core.closeDatabase()
            }
        }
    }

    private fun refused(act: () -> Any?): Problem.Refused = assertThrows(Problem.Refused::class.java) { act() }

    private fun assertPlatform(act: () -> Any?) {
        val problem = refused(act)
        assertEquals("platform", problem.code)
        assertTrue(problem.retryable)
    }
}
