package android.content;

public class Context {
    public static final int MODE_PRIVATE = 0;
    public static final String LOCATION_SERVICE = "";
    public static final String KEYGUARD_SERVICE = "";
    public static final String ALARM_SERVICE = "";
    public static final String NOTIFICATION_SERVICE = "";
    public static final String CONNECTIVITY_SERVICE = "";
    public Context getApplicationContext() { return null; }
    public java.io.File getNoBackupFilesDir() { return null; }
    public java.io.File getCacheDir() { return null; }
    public SharedPreferences getSharedPreferences(String name, int mode) { return null; }
    public Object getSystemService(String name) { return null; }
    public final String getString(int id) { return null; }
    public String getPackageName() { return null; }
    public android.content.res.Resources getResources() { return null; }
    public android.content.res.AssetManager getAssets() { return null; }
    public void startActivity(Intent intent) {}
}

public class ContextWrapper extends Context {
}

public interface SharedPreferences {
    String getString(String key, String otherwise);
    Editor edit();
    interface Editor {
        Editor putString(String key, String value);
        void apply();
    }
}

public class Intent {
    public static final String ACTION_VIEW = "";
    public static final String ACTION_BOOT_COMPLETED = "";
    public static final String ACTION_MY_PACKAGE_REPLACED = "";
    public Intent() {}
    public Intent(String action, android.net.Uri data) {}
    public Intent(Context context, Class<?> of) {}
    public String getAction() { return null; }
    public Intent setClass(Context context, Class<?> of) { return this; }
    public Intent putExtra(String name, String value) { return this; }
    public Intent putExtra(String name, int value) { return this; }
    public String getStringExtra(String name) { return null; }
    public int getIntExtra(String name, int otherwise) { return 0; }
}

public abstract class BroadcastReceiver {
    public abstract void onReceive(Context context, Intent intent);
}

public class ActivityNotFoundException extends RuntimeException {
}
