// What a call costs from Kotlin, as a table; the bounds are those of a screen that must not stutter.
package org.doorstep

import java.security.SecureRandom
import kotlinx.coroutines.runBlocking
import org.doorstep.core.DraftOf
import org.doorstep.kit.Phone
import org.doorstep.kit.Told
import org.junit.Assert.assertTrue
import org.junit.Test

class CostTest {
    @Test
    fun `the cost of a call`() {
        Phone().use { phone ->
            runBlocking { phone.enrol("teacher-5333251004-8-2") }
            val core = phone.doorstep.core
            val student = core.search("", 1u, "mine").single().student
            val draft = core.draftBegin(DraftOf("home_visit", student))
            val met = named(core.draftView(draft, "en").nodes, "met_name")
            println("    call from Kotlin                      median µs")
            bound(2_000.0, "who", 400) { core.who() }
            bound(2_000.0, "reminder plan, empty", 400) { core.reminderPlan() }
            bound(10_000.0, "search, first 20", 200) { core.search("", 20u) }
            bound(30_000.0, "today", 100) { core.today() }
            bound(20_000.0, "student's screen", 100) { core.student(student) }
            bound(20_000.0, "queue", 100) { core.queue() }
            bound(50_000.0, "draft: an answer saved", 100) { core.draftAnswer(draft, met, "\"和丽花\"") }
            bound(50_000.0, "draft: the whole view", 50) { core.draftView(draft, "zh-Hans") }
            bound(50_000.0, "a profile edit recorded", 50) { core.profileEdit(student, "remark", "\"养蜂\"") }
            bound(2_000.0, "who, as a page asks", 400) { core.pageAsks("""{"do":"who"}""", emptyList()) }
            throughShell(phone)
            phone.doorstep.core.draftDiscard(draft, "a test")
        }
    }

    private fun throughShell(phone: Phone) {
        phone.doorstep.close()
        shellOf(phone.file.path, phone.platform(), null).use { shell ->
            assertTrue("ok" in shell.takes("""{"id":"1","do":"open"}"""))
            val chance = ByteArray(32).also(SecureRandom()::nextBytes).joinToString("") { "%02x".format(it) }
            val ask = { request: String ->
                val now = System.currentTimeMillis()
                Told.write(mapOf("id" to "2", "do" to "call", "now" to now, "entropy" to chance, "ask" to request))
            }
            bound(3_000.0, "who, through the bridge", 400) { shell.takes(ask("""{"do":"who"}""")) }
            bound(30_000.0, "today, through the bridge", 100) { shell.takes(ask("""{"do":"today"}""")) }
            shell.closeDatabase()
        }
        phone.restart()
    }

    /** Prints the median, and fails when it is over the bound, which is far above what a quiet machine needs. */
    private fun bound(most: Double, name: String, times: Int, act: () -> Unit) {
        repeat(times / 4) { act() }
        val took = List(times) {
            val start = System.nanoTime()
            act()
            (System.nanoTime() - start) / 1000.0
        }.sorted()[times / 2]
        println("    %-36s %10.0f".format(name, took))
        assertTrue("$name took $took µs, at most $most", took in 0.0..most)
    }
}
