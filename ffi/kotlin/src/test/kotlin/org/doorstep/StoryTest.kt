// A day without network on a native phone: everything is recorded, survives the phone's end, and arrives once.
package org.doorstep

import java.time.Instant
import java.time.temporal.ChronoUnit
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.doorstep.core.DraftOf
import org.doorstep.core.Missing
import org.doorstep.core.Problem
import org.doorstep.core.SignedOut
import org.doorstep.kit.Desk
import org.doorstep.kit.PASSWORD
import org.doorstep.kit.Phone
import org.doorstep.kit.Told
import org.doorstep.kit.fill
import org.doorstep.kit.picture
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

class StoryTest {
    private val teacher = "teacher-5333251003-8-1"

    @Test
    fun `a whole day without network arrives once with its photos`() = runBlocking {
        Phone().use { phone ->
            phone.enrol(teacher)
            val who = phone.doorstep.who().first()
            assertEquals("in", who.phase)
            val students = phone.doorstep.search("", 500, "mine").first()
            assertTrue("the class has come", students.size > 10)
            val (home, missing, excused, called) = students.map { it.student }
            val supervisor = Desk.signIn("supervisor")
            val before = students.take(4).map { it.student }.associateWith { supervisor.facts(it) }

            phone.line.isCut = true
            val className = phone.doorstep.classes().first().single { it.students > 0u }.`class`.id
            val day = phone.doorstep.today().first().day
            val reported = listOf(Missing(missing, "生病"), Missing(excused, excused = true))
            val absences = phone.doorstep.ask { absences(className, day, reported) }
            assertEquals(2, absences.size)

            // The phone goes out in the middle of a visit: it goes on where it was left.
            val draft = phone.doorstep.ask { draftBegin(DraftOf("home_visit", home, language = "zh-Hans")) }
            phone.doorstep.ask { draftAnswer(draft, named(draftView(draft, "zh-Hans").nodes, "met_name"), "\"和丽花\"") }
            phone.restart()
            val kept = phone.doorstep.drafts().first().single { it.id == draft }
            assertEquals(home, kept.student)
            val promise = mapOf("promise" to "下周一送孩子回学校", "promise_by" to day, "promise_returns" to "yes")
            val promised = promise + ("promised" to "yes")
            phone.doorstep.ask { fill(this, draft, promised) }
            val question = named(phone.doorstep.draftView(draft, "zh-Hans").first().nodes, "photo")
            val sha256 = phone.doorstep.takePhoto(draft, question, picture(seed = 1))
            assertTrue(phone.doorstep.ask { thumb(sha256) }!!.size > 1000)
            assertEquals(1u, phone.doorstep.ask { draftPreview(draft) }.photos)
            val visit = phone.doorstep.ask { draftFinish(draft) }
            assertEquals(emptyList<Any>(), phone.doorstep.drafts().first().filter { it.id == draft })
            phone.doorstep.attachPhoto(visit, picture(seed = 2))
            assertEquals(2, phone.doorstep.ask { photosOf(visit) }.size)

            val contact = """{"channel":"call","reached":true,"said":"生病在家"}"""
            phone.doorstep.ask { act(called, "guardian_contact", contact) }
            val at = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)
            phone.doorstep.ask { act(called, "reminder_set", reminder("问问孩子好些了没有", at)) }
            val planned = phone.notebook.planned.single { it.text == "问问孩子好些了没有" }
            assertEquals(called, planned.student)
            assertEquals(phone.doorstep.ask { reminderPlan() }, phone.notebook.planned)

            val waiting = phone.doorstep.syncStatus().first()
            assertEquals(7u, waiting.waiting)
            assertEquals(2u, waiting.photos.photosWaiting)
            assertTrue(phone.doorstep.ask { signOut() } is SignedOut.Unsent)
            val without = phone.doorstep.sync(metered = false)
            assertTrue("it is tried later", without.againAt != null)

            phone.line.isCut = false
            val synced = phone.doorstep.sync(metered = false, anew = true)
            assertEquals(null, synced.againAt)
            assertEquals(7u, synced.report.accepted)
            val after = before.keys.associateWith { supervisor.facts(it) }
            val came = after.values.flatMap { it.entries } - before.values.flatMap { it.entries }.toSet()
            val twice = listOf("absence_report", "absence_report", "evidence_photo", "evidence_photo")
            assertEquals(twice + listOf("guardian_contact", "reminder_set", "visit"), came.map { it.value }.sorted())
            assertTrue(came.map { it.key }.containsAll(absences + visit))
            val photos = supervisor.evidence(home).filter { it["id"].text in came.map { fact -> fact.key } }
            assertEquals(2, photos.size)
            photos.forEach { assertEquals("whole" to "whole", it["file"].text to it["thumb"].text) }

            // Again is once.
            phone.doorstep.sync(metered = false, anew = true)
            assertEquals(after, before.keys.associateWith { supervisor.facts(it) })
            assertTrue(phone.doorstep.attention().first().isEmpty())
            assertTrue(phone.doorstep.ask { signOut() } is SignedOut.Out)
            assertEquals("new", phone.doorstep.who().first().phase)
        }
    }

    @Test
    fun `a wrong password and no network are told apart and change nothing`() = runBlocking {
        Phone().use { phone ->
            assertEquals("wrong_credentials", code { phone.doorstep.signIn(teacher, "guess", "手机") })
            phone.line.isCut = true
            assertEquals("no_network", code { phone.doorstep.signIn(teacher, PASSWORD, "手机") })
            assertEquals("not_signed_in", code { phone.doorstep.sync(metered = false) })
            assertFalse(phone.doorstep.who().first().phase == "in")
        }
    }

    @Test
    fun `what was recorded reads the same after the key has come back, and under no other key`() = runBlocking {
        Phone().use { phone ->
            phone.enrol(teacher)
            val before = phone.doorstep.search("").first()
            assertTrue(before.isNotEmpty())
            phone.restart()
            assertEquals(before, phone.doorstep.search("").first())
            phone.doorstep.close()
            val bytes = phone.file.readBytes()
            before.take(5).forEach { assertFalse("no name at rest", bytes.decodeToString().contains(it.name)) }
            assertFalse(bytes.decodeToString(endIndex = 15) == "SQLite format 3")

            phone.keystore.locked = true
            val locked = problem { Doorstep.open(phone.file.path, phone.platform()) }
            assertEquals("platform" to true, locked.code to locked.retryable)
            phone.keystore.locked = false
            phone.keystore.forget()
            assertEquals("damaged_database", code { Doorstep.open(phone.file.path, phone.platform()) })
            assertArrayEquals("the file stays as it is", bytes, phone.file.readBytes())
        }
    }

    @Test
    fun `a file that is no picture is refused, and the draft stays`() = runBlocking {
        Phone().use { phone ->
            phone.enrol(teacher)
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val draft = phone.doorstep.ask { draftBegin(DraftOf("home_visit", student)) }
            phone.doorstep.ask { fill(this, draft) }
            val question = named(phone.doorstep.draftView(draft, "en").first().nodes, "photo")
            for (file in listOf(ByteArray(0), ByteArray(5000) { it.toByte() }, picture(3).copyOf(2000))) {
                assertEquals("bad_photo", code { phone.doorstep.takePhoto(draft, question, file) })
            }
            assertEquals(0u, phone.doorstep.ask { draftPreview(draft) }.photos)
            phone.doorstep.ask { draftDiscard(draft, "a test") }
            assertEquals("unknown_draft", code { phone.doorstep.ask { draftFinish(draft) } })
        }
    }

    @Test
    fun `an unfinished form says which questions it misses`() = runBlocking {
        Phone().use { phone ->
            phone.enrol(teacher)
            val student = phone.doorstep.search("", 1, "mine").first().single().student
            val draft = phone.doorstep.ask { draftBegin(DraftOf("home_visit", student, language = "en")) }
            val problem = assertThrows(Problem.Refused::class.java) { phone.doorstep.core.draftFinish(draft) }
            assertEquals("unfinished", problem.code)
            assertTrue(problem.violations.any { it.missing && it.path.endsWith("met") })
        }
    }
}

/** The path of the first question of a name. */
internal fun named(nodes: String, name: String): String =
    Told.read(nodes).all.map { it["path"].text }.first { it.substringAfterLast('/') == name }

/** A reminder for the author. */
internal fun reminder(text: String, at: Instant): String = Told.write(
    mapOf("text" to text, "opens" to "$at", "due" to "${at.plusSeconds(3600)}", "late" to "${at.plusSeconds(86_400)}"),
)
