// What the server does not take needs its author's attention, and is mended, sent again or set aside.
package org.doorstep

import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.doorstep.core.Attention
import org.doorstep.kit.Desk
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class AttentionTest {
    @Test
    fun `records of a wrong clock are refused and mended, sent again or set aside`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251003-8-2")
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            phone.line.isCut = true
            phone.clock.ahead = Duration.ofDays(20)
            val contact = """{"channel":"call","reached":true,"said":"明天来"}"""
            val ids = List(3) { phone.doorstep.ask { act(student, "guardian_contact", contact) } }

            phone.clock.ahead = Duration.ZERO
            phone.line.isCut = false
            assertEquals(3u, phone.doorstep.sync(metered = false, anew = true).report.refused)
            val refused: List<Attention> = phone.doorstep.attention().first()
            assertEquals(ids, refused.map { it.fact.id })
            refused.forEach { assertEquals("from_the_future" to "entered_at", it.code to it.field) }
            assertEquals(3u, phone.doorstep.syncStatus().first().refused)

            val mended = phone.doorstep.ask { mend(ids[0], "guardian_contact", contact) }
            phone.doorstep.ask { resend(ids[1]) }
            phone.doorstep.ask { setAside(ids[2]) }
            assertTrue(phone.doorstep.attention().first().isEmpty())
            val synced = phone.doorstep.sync(metered = false, anew = true)
            assertEquals(1u to 1u, synced.report.accepted to synced.report.refused)
            assertEquals(listOf(ids[1]), phone.doorstep.attention().first().map { it.fact.id })
            val facts = Desk.signIn("supervisor").facts(student)
            assertTrue("what was mended has arrived", mended in facts)
            assertTrue("what was refused has not", ids.none { it in facts })
            assertEquals("wrong_state", code { phone.doorstep.ask { resend(mended) } })
        }
    }

    @Test
    fun `a reminder is planned, moved and taken back with the record`() = runBlocking {
        Phone().use { phone ->
            phone.enrol("teacher-5333251003-8-2")
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val at = Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)
            val id = phone.doorstep.ask { act(student, "reminder_set", reminder("带作业本", at)) }
            val planned = phone.notebook.planned.single { it.text == "带作业本" }
            val later = at.plus(1, ChronoUnit.DAYS)
            phone.doorstep.ask { amend(id, reminder("带作业本", later)) }
            val moved = phone.notebook.planned.single { it.text == "带作业本" }
            assertEquals(Duration.ofDays(1), Duration.between(planned.at, moved.at))
            phone.doorstep.ask { retract(id, "已经带了") }
            assertTrue(phone.notebook.planned.none { it.text == "带作业本" })
        }
    }
}
