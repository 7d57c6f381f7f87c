package android.app;

public class Application extends android.content.ContextWrapper {
    public void onCreate() {}
}

public class Activity extends android.content.ContextWrapper {
    protected void onCreate(android.os.Bundle state) {}
    protected void onStop() {}
    protected void onDestroy() {}
    public final Application getApplication() { return null; }
    public android.view.Window getWindow() { return null; }
    public void setContentView(android.view.View view) {}
    public final void runOnUiThread(Runnable action) {}
    public void finish() {}
    public void recreate() {}
    public static final int RESULT_OK = -1;
}

public class KeyguardManager {
    public boolean isDeviceSecure() { return true; }
    public android.content.Intent createConfirmDeviceCredentialIntent(CharSequence title, CharSequence text) { return null; }
}

public class AlarmManager {
    public static final int RTC_WAKEUP = 0;
    public void setAndAllowWhileIdle(int type, long at, PendingIntent operation) {}
    public void cancel(PendingIntent operation) {}
}

public class PendingIntent {
    public static final int FLAG_UPDATE_CURRENT = 1;
    public static final int FLAG_IMMUTABLE = 2;
    public static PendingIntent getBroadcast(android.content.Context context, int code, android.content.Intent intent, int flags) { return null; }
    public static PendingIntent getActivity(android.content.Context context, int code, android.content.Intent intent, int flags) { return null; }
}

public class Notification {
    public static final int VISIBILITY_PRIVATE = 0;
    public static class Builder {
        public Builder(android.content.Context context, String channel) {}
        public Builder setSmallIcon(int icon) { return this; }
        public Builder setContentIntent(PendingIntent intent) { return this; }
        public Builder setContentTitle(CharSequence title) { return this; }
        public Builder setContentText(CharSequence text) { return this; }
        public Builder setVisibility(int visibility) { return this; }
        public Builder setPublicVersion(Notification notification) { return this; }
        public Builder setAutoCancel(boolean cancels) { return this; }
        public Notification build() { return null; }
    }
}

public class NotificationChannel {
    public NotificationChannel(String id, CharSequence name, int importance) {}
    public void setDescription(String description) {}
    public String getDescription() { return null; }
    public void setLockscreenVisibility(int visibility) {}
    public int getLockscreenVisibility() { return 0; }
}

public class NotificationManager {
    public static final int IMPORTANCE_DEFAULT = 3;
    public void createNotificationChannel(NotificationChannel channel) {}
    public void cancelAll() {}
    public void notify(int id, Notification notification) {}
}
