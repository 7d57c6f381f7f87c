// Where the phone is, by what it has: satellites, network, or both fused.
package org.doorstep.app

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.Location as Fix
import android.location.LocationManager
import android.os.Build
import android.os.CancellationSignal
import android.os.SystemClock
import androidx.core.content.ContextCompat
import androidx.core.location.LocationManagerCompat
import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.Executor
import java.util.concurrent.TimeUnit
import org.doorstep.core.Location
import org.doorstep.core.Place
import org.doorstep.core.Sighting

/** The newest place that any provider knows; a fresh one is waited for, shortly, when that is old. */
class DeviceLocation(private val context: Context) : Location {
    private val manager = context.getSystemService(Context.LOCATION_SERVICE) as LocationManager

    override fun here(): Sighting? {
        val isAllowed = listOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION)
            .any { ContextCompat.checkSelfPermission(context, it) == PERMISSION_GRANTED }
        if (!isAllowed) return null
        return try {
            val known = manager.getProviders(true).mapNotNull(manager::getLastKnownLocation).minByOrNull(::ageMs)
            val fix = known?.takeIf { ageMs(it) < FRESH_MS } ?: fresh() ?: known
            fix?.let { Sighting(Place(it.latitude, it.longitude, it.accuracy.toDouble()), isMock(it)) }
        } catch (withdrawn: SecurityException) {
            null
        }
    }

    /** Waits for a fresh place from the best provider that is switched on. */
    private fun fresh(): Fix? {
        val provider = PROVIDERS.firstOrNull { it in manager.getProviders(true) } ?: return null
        val came = ArrayBlockingQueue<Fix>(1)
        val cancel = CancellationSignal()
        val atOnce = Executor { it.run() }
        LocationManagerCompat.getCurrentLocation(manager, provider, cancel, atOnce) { fix -> fix?.let(came::offer) }
        return came.poll(PATIENCE_MS, TimeUnit.MILLISECONDS).also { cancel.cancel() }
    }

    private fun ageMs(fix: Fix): Long =
        TimeUnit.NANOSECONDS.toMillis(SystemClock.elapsedRealtimeNanos() - fix.elapsedRealtimeNanos)

    @Suppress("DEPRECATION")
    private fun isMock(fix: Fix): Boolean =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) fix.isMock else fix.isFromMockProvider

    private companion object {
        const val FRESH_MS = 60_000L
        const val PATIENCE_MS = 8_000L

        /** The best first; `fused` is there from Android 12 on. */
        val PROVIDERS = listOf("fused", LocationManager.GPS_PROVIDER, LocationManager.NETWORK_PROVIDER)
    }
}
