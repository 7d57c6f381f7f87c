package android.security.keystore;

public final class KeyGenParameterSpec implements java.security.spec.AlgorithmParameterSpec {
    public static final class Builder {
        public Builder(String alias, int purposes) {}
        public Builder setBlockModes(String... modes) { return this; }
        public Builder setEncryptionPaddings(String... paddings) { return this; }
        public Builder setKeySize(int bits) { return this; }
        public Builder setUnlockedDeviceRequired(boolean required) { return this; }
        public Builder setIsStrongBoxBacked(boolean backed) { return this; }
        public KeyGenParameterSpec build() { return null; }
    }
}

public abstract class KeyProperties {
    public static final int PURPOSE_ENCRYPT = 1;
    public static final int PURPOSE_DECRYPT = 2;
    public static final String BLOCK_MODE_GCM = "";
    public static final String ENCRYPTION_PADDING_NONE = "";
    public static final String KEY_ALGORITHM_AES = "";
}

public class StrongBoxUnavailableException extends java.security.ProviderException {
}
