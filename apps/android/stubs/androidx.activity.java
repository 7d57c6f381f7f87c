package androidx.activity;

public class ComponentActivity extends android.app.Activity {
    public final OnBackPressedDispatcher getOnBackPressedDispatcher() { return null; }
    public final <I, O> androidx.activity.result.ActivityResultLauncher<I> registerForActivityResult(androidx.activity.result.contract.ActivityResultContract<I, O> contract, androidx.activity.result.ActivityResultCallback<O> callback) { return null; }
}

public final class OnBackPressedDispatcher {
    public void addCallback(OnBackPressedCallback callback) {}
}

public abstract class OnBackPressedCallback {
    public OnBackPressedCallback(boolean enabled) {}
    public abstract void handleOnBackPressed();
}

package androidx.activity.result;

public abstract class ActivityResultLauncher<I> {
    public void launch(I input) {}
}

public final class ActivityResult {
    public int getResultCode() { return 0; }
}

public interface ActivityResultCallback<O> {
    void onActivityResult(O result);
}

package androidx.activity.result.contract;

public abstract class ActivityResultContract<I, O> {
}

public final class ActivityResultContracts {
    public static final class StartActivityForResult extends ActivityResultContract<android.content.Intent, androidx.activity.result.ActivityResult> {
        public StartActivityForResult() {}
    }
    public static class TakePicture extends ActivityResultContract<android.net.Uri, Boolean> {
        public TakePicture() {}
    }
    public static class GetContent extends ActivityResultContract<String, android.net.Uri> {
        public GetContent() {}
    }
    public static final class RequestMultiplePermissions extends ActivityResultContract<String[], java.util.Map<String, Boolean>> {
        public RequestMultiplePermissions() {}
    }
}
