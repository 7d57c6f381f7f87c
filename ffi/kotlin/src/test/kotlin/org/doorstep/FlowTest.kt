// Views as flows: asked again after each change, wherever it comes from, and ended when nobody looks.
package org.doorstep

import java.io.File
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.produce
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.doorstep.core.Draft
import org.doorstep.core.DraftOf
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

@OptIn(ExperimentalCoroutinesApi::class)
class FlowTest {
    @Test
    fun `a view is passed on when it has become another one, and only then`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251001-7-1")
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val asked = AtomicInteger()
            val drafts = listening(phone.doorstep.watch { drafts().also { asked.incrementAndGet() } })
            assertEquals(emptyList<Draft>(), drafts.next())
            val draft = phone.doorstep.ask { draftBegin(DraftOf("guardian_contact", student)) }
            assertEquals(listOf(draft), drafts.next().map { it.id })

            val before = asked.get()
            phone.doorstep.ask { profileEdit(student, "remark", "\"养蜂\"") }
            withTimeout(10_000) { while (asked.get() == before) delay(5) }
            assertTrue("the drafts are the same still", drafts.tryReceive().isFailure)
            phone.doorstep.ask { draftDiscard(draft, "a test") }
            assertEquals(emptyList<Draft>(), drafts.next())
            drafts.cancel()

            val told = asked.get()
            repeat(5) { phone.doorstep.ask { profileEdit(student, "remark", "\"$it\"") } }
            assertEquals("nobody looks any more", told, asked.get())
        }
    }

    @Test
    fun `many changes in a row leave the last of them`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251001-7-1")
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val waiting = listening(phone.doorstep.watch { syncStatus().waiting })
            val first = waiting.next()
            repeat(50) { phone.doorstep.ask { profileEdit(student, "remark", "\"第 $it 次\"") } }
            withTimeout(20_000) { do { val seen = waiting.receive() } while (seen != first + 50u) }
            waiting.cancel()
        }
    }

    @Test
    fun `a view ends with the problem that it meets, and a closed phone refuses`() = runBlocking {
        Phone().use { phone ->
            assertEquals("not_signed_in", code { phone.doorstep.today().first() })
            val doorstep = phone.doorstep
            doorstep.close()
            doorstep.close()
            assertEquals("wrong_state", code { doorstep.who().first() })
            assertEquals("wrong_state", code { doorstep.ask { who() } })
            assertEquals("wrong_state", code { doorstep.sync(metered = false) })
        }
    }

    @Test
    fun `a look that lasts past the end keeps no file open`() = runBlocking {
        Phone().use { phone ->
            val looking = listening(phone.doorstep.who())
            looking.next()
            phone.doorstep.close()
            val open = File("/proc/self/fd").listFiles().orEmpty().map { it.canonicalPath }
            assertFalse(open.any { it.startsWith(phone.folder.canonicalPath) })
            looking.cancel()
        }
    }
}

/** Collects a flow into a channel. */
@OptIn(ExperimentalCoroutinesApi::class)
private fun <T> CoroutineScope.listening(flow: Flow<T>): ReceiveChannel<T> =
    produce(Dispatchers.Default, Channel.UNLIMITED) { flow.collect { send(it) } }

private suspend fun <T> ReceiveChannel<T>.next(): T = withTimeout(10_000) { receive() }
