// What a platform throws, whatever it is, reaches the core as a port that failed.
package org.doorstep

import org.doorstep.core.Call
import org.doorstep.core.Clock
import org.doorstep.core.Entropy
import org.doorstep.core.Gate
import org.doorstep.core.Keystore
import org.doorstep.core.Location
import org.doorstep.core.Notifications
import org.doorstep.core.PlannedNotification
import org.doorstep.core.Platform
import org.doorstep.core.PortException
import org.doorstep.core.Shell
import org.doorstep.core.Transport

/**
 * The same platform, every error of which reaches the core as a port that failed. Without it an [Error], such as that of a
 * memory that is full, would be lost on its way, and the core take nothing for an answer. [Doorstep.open] and [shellOf] do
 * this by themselves.
 */
fun Platform.guarded(): Platform {
    val platform = this
    return Platform(
        clock = object : Clock {
            override fun now() = guard { platform.clock.now() }
        },
        entropy = object : Entropy {
            override fun bytes(length: UInt) = guard { platform.entropy.bytes(length) }
        },
        keystore = object : Keystore {
            override fun key() = guard { platform.keystore.key() }
            override fun forget() = guard { platform.keystore.forget() }
        },
        transport = object : Transport {
            override fun carry(call: Call) = guard { platform.transport.carry(call) }
        },
        location = platform.location?.let { location ->
            object : Location {
                override fun here() = guard { location.here() }
            }
        },
        notifications = platform.notifications?.let { notifications ->
            object : Notifications {
                override fun plan(all: List<PlannedNotification>) = guard { notifications.plan(all) }
            }
        },
    )
}

/** The native side of the app's pages over the database at a path; nothing is opened yet. */
fun shellOf(path: String, platform: Platform, gate: Gate?): Shell = Shell(
    path,
    platform.guarded(),
    gate?.let {
        object : Gate {
            override fun pass() = guard { it.pass() }
        }
    },
)

/** What was thrown is told by its name alone: its words may hold what is nobody's business. */
private inline fun <T> guard(give: () -> T): T = try {
    give()
} catch (failed: PortException) {
    throw failed
} catch (thrown: Throwable) {
    throw PortException.Failed(thrown.javaClass.simpleName)
}
