package android.os;

public class Bundle {
}

public class Build {
    public static class VERSION {
        public static final int SDK_INT = Integer.getInteger("sdk", 0);
    }
    public static class VERSION_CODES {
        public static final int P = 28;
        public static final int R = 30;
        public static final int S = 31;
        public static final int TIRAMISU = 33;
    }
}

public final class CancellationSignal {
    public CancellationSignal() {}
    public void cancel() {}
}

public final class SystemClock {
    public static long elapsedRealtimeNanos() { return 0; }
}

public final class Looper {
    public static Looper getMainLooper() { return null; }
    public static Looper myLooper() { return null; }
}

public class Handler {
    public Handler(Looper looper) {}
    public final boolean post(Runnable act) { return true; }
}
