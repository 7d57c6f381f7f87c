package androidx.work;

public final class Constraints {
    public static final class Builder {
        public Builder() {}
        public Builder setRequiredNetworkType(NetworkType type) { return this; }
        public Constraints build() { return null; }
    }
}

public enum NetworkType { NOT_REQUIRED, CONNECTED, UNMETERED }

public enum ExistingPeriodicWorkPolicy { KEEP, UPDATE, CANCEL_AND_REENQUEUE }

public enum ExistingWorkPolicy { REPLACE, KEEP, APPEND, APPEND_OR_REPLACE }

public abstract class WorkRequest {
    public static abstract class Builder<B extends Builder<B, W>, W extends WorkRequest> {
        public final B setConstraints(Constraints constraints) { return null; }
        public B setInitialDelay(long duration, java.util.concurrent.TimeUnit unit) { return null; }
        public final W build() { return null; }
    }
}

public final class OneTimeWorkRequest extends WorkRequest {
    public static final class Builder extends WorkRequest.Builder<Builder, OneTimeWorkRequest> {
        public Builder(Class<? extends ListenableWorker> worker) {}
    }
}

public final class PeriodicWorkRequest extends WorkRequest {
    public static final class Builder extends WorkRequest.Builder<Builder, PeriodicWorkRequest> {
        public Builder(Class<? extends ListenableWorker> worker, long interval, java.util.concurrent.TimeUnit unit) {}
    }
}

public abstract class WorkManager {
    public static WorkManager getInstance(android.content.Context context) { return null; }
    public abstract Operation enqueueUniquePeriodicWork(String name, ExistingPeriodicWorkPolicy policy, PeriodicWorkRequest request);
    public Operation enqueueUniqueWork(String name, ExistingWorkPolicy policy, OneTimeWorkRequest request) { return null; }
}

public interface Operation {
}

public class WorkerParameters {
}

public abstract class ListenableWorker {
    public ListenableWorker(android.content.Context context, WorkerParameters parameters) {}
    public final android.content.Context getApplicationContext() { return null; }
    public void onStopped() {}
    public static abstract class Result {
        public static Result success() { return null; }
        public static Result retry() { return null; }
        public static Result failure() { return null; }
    }
}

public abstract class Worker extends ListenableWorker {
    public Worker(android.content.Context context, WorkerParameters parameters) { super(context, parameters); }
    public abstract Result doWork();
}
