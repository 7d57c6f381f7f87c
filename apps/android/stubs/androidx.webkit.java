package androidx.webkit;

public final class WebViewAssetLoader {
    public android.webkit.WebResourceResponse shouldInterceptRequest(android.net.Uri url) { return null; }
    public interface PathHandler {
        android.webkit.WebResourceResponse handle(String path);
    }
    public static final class Builder {
        public Builder() {}
        public Builder setDomain(String domain) { return this; }
        public Builder addPathHandler(String path, PathHandler handler) { return this; }
        public WebViewAssetLoader build() { return null; }
    }
}

public class WebViewCompat {
    public static void addWebMessageListener(android.webkit.WebView web, String name, java.util.Set<String> origins, WebMessageListener listener) {}
    public interface WebMessageListener {
        void onPostMessage(android.webkit.WebView view, WebMessageCompat message, android.net.Uri origin, boolean isMainFrame, JavaScriptReplyProxy reply);
    }
}

public class WebMessageCompat {
    public String getData() { return null; }
}

public abstract class JavaScriptReplyProxy {
    public abstract void postMessage(String message);
}

public class WebViewFeature {
    public static final String WEB_MESSAGE_LISTENER = "";
    public static boolean isFeatureSupported(String feature) { return true; }
}
