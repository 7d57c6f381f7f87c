package androidx.core.content;

public class ContextCompat {
    public static int checkSelfPermission(android.content.Context context, String permission) { return 0; }
    public static java.util.concurrent.Executor getMainExecutor(android.content.Context context) { return null; }
}

public class FileProvider {
    public static android.net.Uri getUriForFile(android.content.Context context, String authority, java.io.File file) { return null; }
}

package androidx.core.util;

public interface Consumer<T> {
    void accept(T value);
}

package androidx.core.location;

public final class LocationManagerCompat {
    public static void getCurrentLocation(android.location.LocationManager manager, String provider, android.os.CancellationSignal cancel, java.util.concurrent.Executor executor, androidx.core.util.Consumer<android.location.Location> consumer) {}
}
