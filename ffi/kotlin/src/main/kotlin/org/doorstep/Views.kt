// The screens of the core as flows: each is asked again after every change.
package org.doorstep

import kotlinx.coroutines.flow.Flow
import org.doorstep.core.Attention
import org.doorstep.core.ClassDay
import org.doorstep.core.ClassRow
import org.doorstep.core.Draft
import org.doorstep.core.DraftView
import org.doorstep.core.Found
import org.doorstep.core.Place
import org.doorstep.core.QueueWork
import org.doorstep.core.ReminderRow
import org.doorstep.core.StudentScreen
import org.doorstep.core.SyncStatus
import org.doorstep.core.Today
import org.doorstep.core.Who

/** Who is in on this phone. */
fun Doorstep.who(): Flow<Who> = watch { who() }

/** The day's work, in the order of a walk that begins at [from], else at the worker's school. */
fun Doorstep.today(from: Place? = null): Flow<Today> = watch { today(from) }

/** The open follow-ups of one owner, or of all whom the worker serves. */
fun Doorstep.queue(owner: String? = null): Flow<List<QueueWork>> = watch { queue(owner) }

/** The classes that the worker answers for. */
fun Doorstep.classes(): Flow<List<ClassRow>> = watch { classes() }

/** A class on a day: who is missing since when, and who was told. */
fun Doorstep.classDay(schoolClass: String, day: String): Flow<ClassDay> = watch { classDay(schoolClass, day) }

/** Students by name, pinyin initials, student number or village; [only] is `mine`, `at_risk` or `absent`. */
fun Doorstep.search(text: String, limit: Int = 50, only: String? = null): Flow<List<Found>> =
    watch { search(text, limit.toUInt(), only) }

/** One student's screen. */
fun Doorstep.student(id: String): Flow<StudentScreen> = watch { student(id) }

/** The worker's reminders and those for guardians, with what followed. */
fun Doorstep.reminders(): Flow<List<ReminderRow>> = watch { reminders() }

/** The drafts, the last touched first. */
fun Doorstep.drafts(): Flow<List<Draft>> = watch { drafts() }

/** Everything that is shown of a draft in a language. */
fun Doorstep.draftView(draft: String, language: String): Flow<DraftView> = watch { draftView(draft, language) }

/** What the server did not take, with what its author can do. */
fun Doorstep.attention(): Flow<List<Attention>> = watch { attention() }

/** How this phone stands with the server. */
fun Doorstep.syncStatus(): Flow<SyncStatus> = watch { syncStatus() }
