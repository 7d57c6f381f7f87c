package android.content.res;

public class Resources {
    public android.util.DisplayMetrics getDisplayMetrics() { return null; }
}

public final class AssetManager {
    public java.io.InputStream open(String name) throws java.io.IOException { return null; }
}
