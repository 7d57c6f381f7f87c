// What a phone may hold changes at the desk: a class goes to another teacher, a lost phone is cut off.
package org.doorstep

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.doorstep.kit.Desk
import org.doorstep.kit.Phone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test

class ScopeTest {
    @Test
    fun `unsent work of a class that moved on arrives, the old phone forgets, the new one has it`() = runBlocking {
        val (old, other) = "teacher-5333251003-9-1" to "teacher-5333251003-9-2"
        val (ours, theirs) = "class:5333251003/2026/9/1" to "class:5333251003/2026/9/2"
        val desk = Desk.signIn("admin")
        Phone().use { phone ->
            phone.enrol(old)
            val students = phone.doorstep.search("", 500, "mine").first()
            val student = students.first()
            phone.line.isCut = true
            val edit = phone.doorstep.ask { profileEdit(student.student, "remark", "\"家里养蜂，傍晚才有人\"") }
            desk.reassign(old, listOf(theirs))
            desk.reassign(other, listOf(theirs, ours))

            phone.line.isCut = false
            var removed = 0u
            repeat(3) {
                val report = phone.doorstep.sync(metered = false, anew = true).report
                assertEquals(0u, report.refused)
                removed += report.removed
            }
            assertTrue("the children have gone with receipt", removed >= students.size.toUInt())
            assertTrue(phone.line.calls.any { it.startsWith("POST") && "remov" in it })
            val left = phone.doorstep.search("", 500).first().map { it.student }
            assertTrue(students.none { it.student in left })
            assertEquals("unknown_student", code { phone.doorstep.ask { student(student.student) } })
            phone.doorstep.close()
            assertFalse(phone.file.readBytes().decodeToString().contains(student.name))
            assertTrue(edit in Desk.signIn("supervisor").facts(student.student))

            Phone().use { fresh ->
                fresh.enrol(other)
                val screen = fresh.doorstep.student(student.student).first()
                assertTrue(screen.timeline.any { it.fact.id == edit })
            }
        }
    }

    @Test
    fun `a phone that was cut off erases itself at the next contact and can be enrolled again`() = runBlocking {
        val worker = "teacher-5333251004-7-1"
        Phone().use { phone ->
            phone.enrol(worker)
            assertTrue(phone.doorstep.search("").first().isNotEmpty())
            val admin = Desk.signIn("admin")
            admin.revoke(admin.devicesOf(worker).last()["id"].text)
            val end = runCatching { phone.doorstep.sync(metered = false, anew = true) }
            assertTrue(end.getOrNull()?.report?.revoked ?: true)
            assertEquals("revoked", phone.doorstep.who().first().phase)
            assertEquals("device_revoked", code { phone.doorstep.search("").first() })
            phone.enrol(worker)
            assertTrue(phone.doorstep.search("").first().isNotEmpty())
        }
    }
}
