package androidx.fragment.app;

public class FragmentActivity extends androidx.activity.ComponentActivity {
    protected void onCreate(android.os.Bundle state) {}
    protected void onStop() {}
    protected void onDestroy() {}
}
