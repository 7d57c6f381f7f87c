package android.webkit;

public class WebView extends android.view.ViewGroup {
    public WebView(android.content.Context context) { super(context); }
    public WebSettings getSettings() { return null; }
    public void setWebViewClient(WebViewClient client) {}
    public WebViewClient getWebViewClient() { return null; }
    public void setWebChromeClient(WebChromeClient client) {}
    public WebChromeClient getWebChromeClient() { return null; }
    public void loadUrl(String url) {}
    public boolean canGoBack() { return false; }
    public void goBack() {}
    public void destroy() {}
}

public abstract class WebSettings {
    public abstract void setJavaScriptEnabled(boolean flag);
    public abstract boolean getJavaScriptEnabled();
    public abstract void setDomStorageEnabled(boolean flag);
    public abstract boolean getDomStorageEnabled();
    public abstract void setAllowFileAccess(boolean allow);
    public abstract boolean getAllowFileAccess();
    public abstract void setAllowContentAccess(boolean allow);
    public abstract boolean getAllowContentAccess();
    public abstract void setGeolocationEnabled(boolean flag);
}

public class WebViewClient {
    public WebResourceResponse shouldInterceptRequest(WebView view, WebResourceRequest request) { return null; }
    public boolean shouldOverrideUrlLoading(WebView view, WebResourceRequest request) { return false; }
    public boolean onRenderProcessGone(WebView view, RenderProcessGoneDetail detail) { return false; }
}

public class WebChromeClient {
    public boolean onShowFileChooser(WebView view, ValueCallback<android.net.Uri[]> callback, FileChooserParams parameters) { return false; }
    public void onPermissionRequest(PermissionRequest request) {}
    public void onGeolocationPermissionsShowPrompt(String origin, GeolocationPermissions.Callback callback) {}
    public static abstract class FileChooserParams {
        public abstract boolean isCaptureEnabled();
    }
}

public interface ValueCallback<T> {
    void onReceiveValue(T value);
}

public abstract class PermissionRequest {
    public static final String RESOURCE_VIDEO_CAPTURE = "";
    public abstract android.net.Uri getOrigin();
    public abstract String[] getResources();
    public abstract void grant(String[] resources);
    public abstract void deny();
}

public class GeolocationPermissions {
    public interface Callback {
        void invoke(String origin, boolean allow, boolean retain);
    }
}

public interface WebResourceRequest {
    android.net.Uri getUrl();
    boolean hasGesture();
}

public class WebResourceResponse {
    public WebResourceResponse(String type, String encoding, int status, String reason, java.util.Map<String, String> headers, java.io.InputStream data) {}
}

public abstract class RenderProcessGoneDetail {
}
