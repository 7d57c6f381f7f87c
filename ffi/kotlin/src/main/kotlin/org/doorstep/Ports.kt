// What every Java platform gives to the core: its clock and its chance.
package org.doorstep

import java.security.SecureRandom
import java.time.Instant
import org.doorstep.core.Clock
import org.doorstep.core.Entropy
import org.doorstep.core.Moment

/** The device's clock as it is set; the core learns from the server how far it is off. */
object DeviceClock : Clock {
    override fun now(): Moment = Instant.ofEpochMilli(System.currentTimeMillis())
}

/** The device's source of chance that is fit for keys. */
class DeviceEntropy : Entropy {
    private val random = SecureRandom()

    override fun bytes(length: UInt): ByteArray = ByteArray(length.toInt()).also(random::nextBytes)
}
