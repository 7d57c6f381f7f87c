// A sync tells how it goes, is called off with its coroutine, and holds nobody up.
package org.doorstep

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.doorstep.core.PortException
import org.doorstep.core.Synced
import org.doorstep.kit.Desk
import org.doorstep.kit.PASSWORD
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class SyncTest {
    private val teacher = "teacher-5333251001-7-2"

    @Test
    fun `a sync tells how many bytes it carried, and at last how it ended`() = runBlocking {
        Phone().use { phone ->
            phone.doorstep.signIn(teacher, PASSWORD, "手机")
            val steps = phone.doorstep.syncing(metered = false, anew = true).toList()
            val ended = steps.last() as Syncing.Ended
            assertTrue(ended.synced.report.students > 10u)
            val carried = steps.dropLast(1).map { it as Syncing.Carried }
            assertTrue(carried.isNotEmpty())
            assertEquals(carried, carried.sortedBy { it.received })
            assertTrue("so many students are more than a few bytes", carried.last().received > 5_000)
        }
    }

    @Test
    fun `a cancelled coroutine calls its sync off, and the next one finishes the work`() = runBlocking {
        Phone().use { phone ->
            phone.doorstep.signIn(teacher, PASSWORD, "手机")
            val underWay = CompletableDeferred<Unit>()
            val goOn = CountDownLatch(1)
            phone.line.before = {
                underWay.complete(Unit)
                check(goOn.await(20, TimeUnit.SECONDS))
            }
            val run = launch(Dispatchers.Default) { phone.doorstep.sync(metered = false, anew = true) }
            underWay.await()
            // Nobody who shows or records waits for the network.
            withTimeout(5_000) { assertEquals("in", phone.doorstep.who().first().phase) }
            val calls = phone.line.calls.size
            run.cancel()
            goOn.countDown()
            withTimeout(20_000) { run.join() }
            assertTrue(run.isCancelled)
            assertEquals("no call after the one on its way", calls + 1, phone.line.calls.size)
            phone.line.before = {}
            val synced = phone.doorstep.sync(metered = false, anew = true)
            assertEquals(null, synced.againAt)
            assertTrue(phone.doorstep.search("", 500).first().size > 10)
        }
    }

    @Test
    fun `what the progress throws calls the sync off, and collecting one step only does`() = runBlocking {
        Phone().use { phone ->
            phone.doorstep.signIn(teacher, PASSWORD, "手机")
            assertTrue(phone.doorstep.sync(metered = false, anew = true) { _, _ -> error("enough") }.cancelled)
            phone.doorstep.syncing(metered = false, anew = true).first()
            assertEquals(null, phone.doorstep.sync(metered = false, anew = true).againAt)
        }
    }

    @Test
    fun `a line that breaks again and again loses nothing and doubles nothing`() = runBlocking {
        Phone().use { phone ->
            phone.enrol(teacher)
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val edits = List(20) { phone.doorstep.ask { profileEdit(student, "remark", "\"第 $it 次\"") } }
            var calls = 0
            phone.line.before = { if (calls++ % 2 == 0) throw PortException.Failed("the line broke") }
            val runs = mutableListOf<Synced>()
            withTimeout(60_000) {
                do runs += phone.doorstep.sync(metered = false, anew = true) while (runs.last().againAt != null)
            }
            assertTrue("it broke in between", runs.size > 1)
            assertEquals(0u, phone.doorstep.syncStatus().first().run { waiting + sent + refused })
            assertTrue(Desk.signIn("supervisor").facts(student).keys.containsAll(edits))
        }
    }

    @Test
    fun `a job is cancelled while the line is dead, and ends`() = runBlocking {
        Phone().use { phone ->
            phone.doorstep.signIn(teacher, PASSWORD, "手机")
            phone.line.isCut = true
            val job = launch(Dispatchers.Default) {
                while (true) phone.doorstep.sync(metered = true, anew = true)
            }
            kotlinx.coroutines.delay(100)
            withTimeout(10_000) { job.cancelAndJoin() }
            assertTrue(job.isCancelled)
        }
    }
}
