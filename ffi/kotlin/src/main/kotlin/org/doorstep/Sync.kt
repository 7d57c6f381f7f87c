// Signing in and syncing from coroutines: a cancelled coroutine calls its run off.
package org.doorstep

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.conflate
import org.doorstep.core.Cancel
import org.doorstep.core.Problem
import org.doorstep.core.SignedOut
import org.doorstep.core.SyncProgress
import org.doorstep.core.Synced

/** How a sync goes on. */
sealed interface Syncing {
    /** So many bytes of bodies went and came until now. */
    data class Carried(val sent: Long, val received: Long) : Syncing

    /** It has ended; nothing follows. */
    data class Ended(val synced: Synced) : Syncing
}

/**
 * Signs a worker in and enrols this phone; the records come with the next [sync].
 *
 * @throws Problem.Refused `wrong_credentials`, `throttled`, `no_network`, `server_busy`, `unsent_work`.
 */
suspend fun Doorstep.signIn(username: String, password: String, deviceName: String) =
    ask { signIn(username, password, deviceName) }

/** Signs out: everything is erased, or nothing is and what has not reached the server is told. */
suspend fun Doorstep.signOut(): SignedOut = ask { signOut() }

/**
 * Sends what waits and fetches what is new, until everything is done or has to wait. When its coroutine is cancelled the
 * run is called off: it ends after the call that is on its way, and what that call did is found out by the next run.
 *
 * @param metered whether bytes cost money.
 * @param anew whether a person asks, or the network has come back: waiting for an earlier failure is over then.
 * @param carried hears after each call how many bytes of bodies went and came; what it throws calls the run off.
 * @throws Problem.Refused `not_signed_in`, `device_revoked`, `storage`; what was sent and answered stays so.
 */
suspend fun Doorstep.sync(
    metered: Boolean,
    anew: Boolean = false,
    carried: (sent: Long, received: Long) -> Unit = { _, _ -> },
): Synced = Cancel().use { cancel ->
    val progress = object : SyncProgress {
        override fun carried(sent: ULong, received: ULong) = carried(sent.toLong(), received.toLong())
    }
    // The scope ends after the run has: until then the run may look at `cancel`.
    coroutineScope {
        val run = async(dispatcher) { whileOpen { sync(metered, anew, progress, cancel) } }
        try {
            run.await()
        } catch (cancelled: CancellationException) {
            cancel.callOff()
            throw cancelled
        }
    }
}

/** A [sync] that tells how it goes; it begins when it is collected, and is called off when that ends. */
fun Doorstep.syncing(metered: Boolean, anew: Boolean = false): Flow<Syncing> = channelFlow {
    val synced = sync(metered, anew) { sent, received -> trySend(Syncing.Carried(sent, received)) }
    send(Syncing.Ended(synced))
}.conflate()
