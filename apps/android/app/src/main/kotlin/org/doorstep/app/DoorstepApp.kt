// The app: one shell over one database, and what the platform gives to it.
package org.doorstep.app

import android.app.Application
import java.io.File
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import org.doorstep.DeviceClock
import org.doorstep.DeviceEntropy
import org.doorstep.core.Platform
import org.doorstep.core.Shell
import org.doorstep.shellOf

/** Lives as long as the process; pages and background work share its shell. */
class DoorstepApp : Application() {
    /** Where the messages of the pages are answered: some wait for the network or for a finger while others go on. */
    val answering: ExecutorService = Executors.newCachedThreadPool()

    /** The server's address. */
    val address: ServerAddress by lazy { ServerAddress(this) }

    /** Asks the phone's owner to prove themself. */
    val gate = OwnerGate()

    /** The plan of notifications. */
    val planned: Planned by lazy { Planned(this) }

    /** The native side of the pages. Nothing is opened until a page or the background asks. */
    val shell: Shell by lazy {
        val folder = File(noBackupFilesDir, "doorstep").apply { mkdirs() }
        val platform = Platform(
            clock = DeviceClock,
            entropy = DeviceEntropy(),
            keystore = DeviceKey(File(folder, "key")),
            transport = address,
            location = DeviceLocation(this),
            notifications = planned,
        )
        shellOf(File(folder, "doorstep.db").path, platform, gate)
    }

    override fun onCreate() {
        super.onCreate()
        planned.makeChannel()
        SyncWork.everyHour(this)
    }
}
