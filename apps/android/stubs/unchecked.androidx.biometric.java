package androidx.biometric;

public class BiometricManager {
    public interface Authenticators {
        int BIOMETRIC_WEAK = 0xFF;
        int DEVICE_CREDENTIAL = 1 << 15;
    }
}

public class BiometricPrompt {
    public BiometricPrompt(androidx.fragment.app.FragmentActivity activity, java.util.concurrent.Executor executor, AuthenticationCallback callback) {}
    public void authenticate(PromptInfo info) {}
    public static class AuthenticationResult {
    }
    public static abstract class AuthenticationCallback {
        public void onAuthenticationError(int code, CharSequence text) {}
        public void onAuthenticationSucceeded(AuthenticationResult result) {}
        public void onAuthenticationFailed() {}
    }
    public static class PromptInfo {
        public static class Builder {
            public Builder() {}
            public Builder setTitle(CharSequence title) { return this; }
            public Builder setSubtitle(CharSequence subtitle) { return this; }
            public Builder setAllowedAuthenticators(int authenticators) { return this; }
            public PromptInfo build() { return null; }
        }
    }
}
