// A phone: a database in a folder of its own, and ports that a test turns and breaks.
package org.doorstep.kit

import java.io.File
import java.nio.file.Files
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CopyOnWriteArrayList
import kotlinx.coroutines.runBlocking
import org.doorstep.DeviceEntropy
import org.doorstep.Doorstep
import org.doorstep.HttpTransport
import org.doorstep.core.Call
import org.doorstep.core.Clock
import org.doorstep.core.Entropy
import org.doorstep.core.Keystore
import org.doorstep.core.Location
import org.doorstep.core.Moment
import org.doorstep.core.Notifications
import org.doorstep.core.Place
import org.doorstep.core.PlannedNotification
import org.doorstep.core.Platform
import org.doorstep.core.PortException
import org.doorstep.core.Reply
import org.doorstep.core.Sighting
import org.doorstep.core.Transport
import org.doorstep.signIn
import org.doorstep.sync

/** A clock that goes as the machine's, so far ahead of it. */
class SetClock(@Volatile var ahead: Duration = Duration.ZERO) : Clock {
    override fun now(): Moment = Instant.ofEpochMilli(System.currentTimeMillis()).plus(ahead)
}

/** A keystore in memory; locked it gives nothing. */
class KeyInMemory(@Volatile var locked: Boolean = false) : Keystore {
    @Volatile
    var key: ByteArray? = null
        private set

    override fun key(): ByteArray? {
        if (locked) throw PortException.Failed("the device is locked")
        return key ?: DeviceEntropy().bytes(32u).also { key = it }
    }

    override fun forget() {
        key = null
    }
}

/** The line to the server: it counts what goes over it, can be cut, and can break after so many calls. */
class Line(private val to: Transport) : Transport {
    @Volatile
    var isCut = false

    /** Called before each call is carried. */
    @Volatile
    var before: (Call) -> Unit = {}
    val calls = CopyOnWriteArrayList<String>()

    override fun carry(call: Call): Reply {
        if (isCut) throw PortException.Failed("no network")
        before(call)
        calls += "${call.method} ${call.path.substringBefore('?')}"
        return to.carry(call)
    }
}

/** Keeps the newest plan. */
class Notebook : Notifications {
    @Volatile
    var planned: List<PlannedNotification> = emptyList()
        private set

    override fun plan(all: List<PlannedNotification>) {
        planned = all
    }
}

/** Stands still. */
class Standing(private val place: Place) : Location {
    override fun here(): Sighting = Sighting(place, mock = false)
}

/** A phone of a worker. */
class Phone(server: Server? = Server.shared) : AutoCloseable {
    val folder: File = Files.createTempDirectory("doorstep-phone-").toFile()
    val file = File(folder, "doorstep.db")
    val clock = SetClock()
    val keystore = KeyInMemory()
    val line = Line(server?.let { HttpTransport(it.url) } ?: Nowhere)
    val notebook = Notebook()
    var entropy: Entropy = DeviceEntropy()
    private var opened: Doorstep? = null

    /** The open database. */
    val doorstep: Doorstep get() = opened ?: open()

    fun platform() =
        Platform(clock, entropy, keystore, line, Standing(Place(26.75, 99.47, 8.0)), notebook)

    fun open(): Doorstep = runBlocking { Doorstep.open(file.path, platform()) }.also { opened = it }

    /** Switches the phone off and on again. */
    fun restart(): Doorstep {
        opened?.close()
        return open()
    }

    /** Signs a worker in and fetches their records. */
    suspend fun enrol(username: String): Phone {
        doorstep.signIn(username, PASSWORD, "测试手机")
        check(!doorstep.sync(metered = false, anew = true).cancelled)
        return this
    }

    override fun close() {
        opened?.close()
        folder.deleteRecursively()
    }
}

/** No server at all. */
private object Nowhere : Transport {
    override fun carry(call: Call): Reply = throw PortException.Failed("no network")
}
