// The phone's core in Kotlin's own manner: suspending calls, views that are asked again, and an end with `use`.
package org.doorstep

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext
import org.doorstep.core.Core
import org.doorstep.core.Listener
import org.doorstep.core.Platform
import org.doorstep.core.Problem

/**
 * The open database of a phone. Every call may come from any thread or coroutine; the work is done on [dispatcher].
 *
 * ```
 * Doorstep.open(file.path, platform).use { doorstep ->
 *     doorstep.watch { today() }.collect { day -> show(day) }
 * }
 * ```
 *
 * Whatever the core refuses is thrown as [Problem.Refused]; nothing was changed then.
 */
class Doorstep internal constructor(
    /** The core itself, for calls that block the thread they are made on. */
    val core: Core,
    internal val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    /** Makes a request of the core away from the caller's thread: `doorstep.ask { student(id) }`. */
    suspend fun <T> ask(request: Core.() -> T): T = withContext(dispatcher) { whileOpen(request) }

    /** Tells once at the start and after every change that something may show. Changes in a row are told once. */
    val changes: Flow<Unit> = callbackFlow {
        val listening = whileOpen {
            listen(object : Listener {
                override fun changed() {
                    trySend(Unit)
                }
            })
        }
        // Only now: a change between the first look and the listening would be missed.
        trySend(Unit)
        awaitClose { listening.use { it.end() } }
    }.conflate()

    /**
     * A view that is asked again after every change and passed on when it is another one. It ends with the [Problem] that
     * a view ends with, such as `not_signed_in` after the worker has signed out.
     */
    fun <T> watch(view: Core.() -> T): Flow<T> =
        changes.map { whileOpen(view) }.distinctUntilChanged().flowOn(dispatcher)

    /** Closes the database, also for everything that is on its way. What is asked afterwards is refused: `wrong_state`. */
    override fun close() {
        if (core.uniffiIsDestroyed) return
        try {
            core.use { it.closeDatabase() }
        } catch (closed: IllegalStateException) {
            if (!core.uniffiIsDestroyed) throw closed
        }
    }

    internal fun <T> whileOpen(request: Core.() -> T): T = try {
        core.request()
    } catch (late: IllegalStateException) {
        // An object that was given back has no problem of its own to tell.
        throw if (core.uniffiIsDestroyed) refused("wrong_state") else late
    } catch (half: CharacterCodingException) {
        // A text that ends within a character, as a limit of an input field leaves it, is no text.
        throw refused("invalid", "text")
    }

    companion object {
        /**
         * Opens the database at a path, making it when there is none, under the key of the platform's keystore.
         *
         * @throws Problem.Refused `damaged_database`, `newer_database`, `storage_full`, `storage`, or `platform` when the
         * keystore does not give the key now.
         */
        suspend fun open(
            path: String,
            platform: Platform,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): Doorstep = withContext(dispatcher) { Doorstep(Core.open(path, platform.guarded()), dispatcher) }

        /** Takes a core that is open already, such as that of the app's pages. Closing this closes it. */
        fun of(core: Core, dispatcher: CoroutineDispatcher = Dispatchers.IO): Doorstep = Doorstep(core, dispatcher)

        private fun refused(code: String, field: String? = null): Problem =
            Problem.Refused(code, "problem.$code", field, retryable = false, violations = emptyList())
    }
}
