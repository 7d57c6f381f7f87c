// One core under many threads, and closed under them.
package org.doorstep

import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.doorstep.core.DraftOf
import org.doorstep.core.Listener
import org.doorstep.core.Problem
import org.doorstep.kit.Desk
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class ThreadTest {
    @Test
    fun `eight threads record and look at once, and every record is there once`() {
        Phone().use { phone ->
            runBlocking { phone.enrol("teacher-5333251001-8-1") }
            val core = phone.doorstep.core
            val students = core.search("", 8u, "mine").map { it.student }
            val (heard, ids) = AtomicInteger() to ConcurrentLinkedQueue<String>()
            val listening = core.listen(object : Listener {
                override fun changed() {
                    // Views may be asked from here.
                    core.syncStatus()
                    heard.incrementAndGet()
                }
            })
            val before = core.syncStatus().waiting
            val thrown = together(8) { number ->
                repeat(25) { round ->
                    ids += core.profileEdit(students[number], "remark", "\"$number $round\"")
                    core.student(students[(number + round) % students.size])
                    core.today()
                    val draft = core.draftBegin(DraftOf("guardian_contact", students[number]))
                    ids += core.draftDiscard(draft, "$round")
                }
            }
            assertEquals(emptyList<Throwable>(), thrown)
            assertEquals(400, ids.toSet().size)
            assertTrue("every change is told", heard.get() >= 400)
            assertTrue(core.syncStatus().waiting >= before + 200u)
            val told = heard.get()
            listening.use { it.end() }
            core.profileEdit(students[0], "remark", "\"last\"")
            assertEquals("who has ended hears no more", told, heard.get())
        }
    }

    @Test
    fun `a core that is closed under its callers refuses, and never crashes`() {
        repeat(20) { round ->
            Phone(server = null).use { phone ->
                val doorstep = phone.doorstep
                val closing = thread {
                    Thread.sleep(round % 5L)
                    doorstep.close()
                }
                val thrown = together(6) {
                    repeat(200) { runBlocking { doorstep.ask { who() } } }
                }
                closing.join()
                thrown.forEach { assertEquals("wrong_state", (it as Problem.Refused).code) }
            }
        }
    }

    @Test
    fun `two syncs at once do the work once`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251001-8-2")
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val edits = List(10) { phone.doorstep.ask { profileEdit(student, "remark", "\"$it\"") } }
            together(3) { runBlocking { phone.doorstep.sync(metered = false, anew = true) } }
            val unsent = { phone.doorstep.core.syncStatus().run { waiting + sent } }
            while (unsent() > 0u) phone.doorstep.sync(metered = false, anew = true)
            val facts = Desk.signIn("supervisor").facts(student)
            assertTrue(facts.keys.containsAll(edits))
            assertTrue(phone.doorstep.attention().first().isEmpty())
        }
    }
}

/** Runs threads to their end and returns what they threw. */
internal fun together(count: Int, act: (Int) -> Unit): List<Throwable> {
    val thrown = ConcurrentLinkedQueue<Throwable>()
    val threads = List(count) { number ->
        thread {
            try {
                act(number)
            } catch (error: Throwable) {
                thrown += error
            }
        }
    }
    threads.forEach { it.join() }
    return thrown.toList()
}
