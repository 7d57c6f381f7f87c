// Syncing while no page is looked at, whenever there is a network.
package org.doorstep.app

import android.content.Context
import android.net.ConnectivityManager
import androidx.work.Constraints
import androidx.work.ExistingPeriodicWorkPolicy
import androidx.work.ExistingWorkPolicy
import androidx.work.NetworkType
import androidx.work.OneTimeWorkRequest
import androidx.work.PeriodicWorkRequest
import androidx.work.WorkManager
import androidx.work.Worker
import androidx.work.WorkerParameters
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit
import org.doorstep.core.Cancel
import org.doorstep.core.Problem

/** One run of the sync. A phone that was cut off erases its records in it; the page tells why when it is next opened. */
class SyncWork(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    private val cancel = Cancel()

    override fun doWork(): Result {
        val app = applicationContext as DoorstepApp
        if (!app.address.isKnown) return Result.success()
        val network = app.getSystemService(Context.CONNECTIVITY_SERVICE) as ConnectivityManager
        return try {
            val synced = app.shell.sync(network.isActiveNetworkMetered, cancel)
            synced?.againAt?.let { again(app, Duration.between(Instant.now(), it)) }
            Result.success()
        } catch (refused: Problem.Refused) {
            // The phone is locked, or its storage is full: later is early enough.
            if (refused.retryable) Result.retry() else Result.success()
        }
    }

    override fun onStopped() = cancel.callOff()

    companion object {
        private const val HOURLY = "sync-hourly"
        private const val ONCE = "sync-once"

        /** No sooner than this, however soon it could be tried again. */
        private val SOONEST = Duration.ofSeconds(30)

        private val connected = Constraints.Builder().setRequiredNetworkType(NetworkType.CONNECTED).build()

        /** Syncs every hour from now on. */
        fun everyHour(context: Context) {
            val request = PeriodicWorkRequest.Builder(SyncWork::class.java, 1, TimeUnit.HOURS)
                .setConstraints(connected)
                .build()
            val work = WorkManager.getInstance(context)
            work.enqueueUniquePeriodicWork(HOURLY, ExistingPeriodicWorkPolicy.KEEP, request)
        }

        /** Syncs once, as soon as there is a network: what was recorded last goes when the app is left. */
        fun again(context: Context, after: Duration = SOONEST) {
            val wait = maxOf(after, SOONEST).toMillis()
            val request = OneTimeWorkRequest.Builder(SyncWork::class.java)
                .setConstraints(connected)
                .setInitialDelay(wait, TimeUnit.MILLISECONDS)
                .build()
            WorkManager.getInstance(context).enqueueUniqueWork(ONCE, ExistingWorkPolicy.REPLACE, request)
        }
    }
}
