// Reminders at their time, by the phone's own alarm clock; a locked screen tells nobody what they are about.
package org.doorstep.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.doorstep.core.Notifications
import org.doorstep.core.PlannedNotification

/** Sets an alarm for each notification of the plan. What it says stays in memory; on storage there are times alone. */
class Planned(private val context: Context) : Notifications {
    private val alarms = context.getSystemService(Context.ALARM_SERVICE) as AlarmManager
    private val notifications = context.getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager
    private val kept = context.getSharedPreferences("planned", Context.MODE_PRIVATE)

    /** Makes the channel that the phone's owner finds in the settings. */
    fun makeChannel() {
        val name = context.getString(R.string.reminders)
        val channel = NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT)
        channel.description = context.getString(R.string.reminders_text)
        channel.lockscreenVisibility = Notification.VISIBILITY_PRIVATE
        notifications.createNotificationChannel(channel)
    }

    @Synchronized
    override fun plan(all: List<PlannedNotification>) {
        val now = System.currentTimeMillis()
        val coming = all.filter { it.at.toEpochMilli() > now }.take(MOST)
        repeat(times().size) { alarms.cancel(alarm(it, Intent())) }
        coming.forEachIndexed { number, one ->
            val said = Intent().putExtra(TITLE, context.getString(title(one.titleKey))).putExtra(NAME, one.name)
            set(number, one.at.toEpochMilli(), said.putExtra(TEXT, one.text))
        }
        kept.edit().putString(TIMES, coming.joinToString(",") { it.at.toEpochMilli().toString() }).apply()
        // Nobody is in any more, or nothing is to be done: what is shown still goes, too.
        if (all.isEmpty()) notifications.cancelAll()
    }

    /** Sets the alarms again that a restart of the phone has cleared; until the app is opened they say no more. */
    @Synchronized
    fun setAgain() {
        times().forEachIndexed { number, at -> set(number, at, Intent()) }
    }

    private fun times(): List<Long> = kept.getString(TIMES, "").orEmpty().split(',').mapNotNull { it.toLongOrNull() }

    private fun set(number: Int, at: Long, said: Intent) =
        alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at, alarm(number, said))

    private fun alarm(number: Int, said: Intent): PendingIntent {
        val flags = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
        val intent = said.setClass(context, ReminderReceiver::class.java).putExtra(NUMBER, number)
        return PendingIntent.getBroadcast(context, number, intent, flags)
    }

    /** Shows one. */
    fun show(said: Intent) {
        val flags = PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE
        val opens = PendingIntent.getActivity(context, 0, Intent(context, MainActivity::class.java), flags)
        val hidden = context.getString(R.string.notify_hidden)
        val begun = {
            Notification.Builder(context, CHANNEL).setSmallIcon(R.drawable.notification).setContentIntent(opens)
        }
        val locked = begun().setContentTitle(context.getString(R.string.reminders)).setContentText(hidden).build()
        val title = listOfNotNull(said.getStringExtra(NAME), said.getStringExtra(TITLE)).joinToString(" · ")
        val shown = begun()
            .setContentTitle(title.ifEmpty { context.getString(R.string.reminders) })
            .setContentText(said.getStringExtra(TEXT)?.ifEmpty { null } ?: hidden)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(locked)
            .setAutoCancel(true)
            .build()
        notifications.notify(said.getIntExtra(NUMBER, 0), shown)
    }

    private fun title(key: String): Int = when (key.substringAfterLast('.')) {
        "open" -> R.string.notify_reminder_open
        "late" -> R.string.notify_reminder_late
        else -> R.string.notify_reminder_due
    }

    private companion object {
        const val CHANNEL = "reminders"
        const val TIMES = "times"
        const val TITLE = "title"
        const val NAME = "name"
        const val TEXT = "text"
        const val NUMBER = "number"

        /** A phone takes some hundreds of alarms of an app; after every change the plan is set anew. */
        const val MOST = 100
    }
}

/** Shows a reminder when its alarm goes off. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) =
        (context.applicationContext as DoorstepApp).planned.show(intent)
}

/** Sets what a restart or an update of the app has cleared. */
class StartReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val expected = setOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)
        if (intent.action in expected) (context.applicationContext as DoorstepApp).planned.setAgain()
    }
}
