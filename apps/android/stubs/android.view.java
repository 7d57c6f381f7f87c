package android.view;

public class View {
    public View(android.content.Context context) {}
    public android.content.res.Resources getResources() { return null; }
    public void setPadding(int left, int top, int right, int bottom) {}
    public void setFitsSystemWindows(boolean fits) {}
    public boolean getFitsSystemWindows() { return false; }
    public void setOnClickListener(OnClickListener listener) {}
    public void setOnApplyWindowInsetsListener(OnApplyWindowInsetsListener listener) {}
    public interface OnClickListener {
        void onClick(View view);
    }
    public interface OnApplyWindowInsetsListener {
        WindowInsets onApplyWindowInsets(View view, WindowInsets insets);
    }
}

public abstract class ViewGroup extends View {
    public ViewGroup(android.content.Context context) { super(context); }
    public void addView(View view) {}
    public void removeAllViews() {}
}

public abstract class Window {
    public void setFlags(int flags, int mask) {}
}

public interface WindowManager {
    public static class LayoutParams {
        public static final int FLAG_SECURE = 1;
    }
}

public final class WindowInsets {
    public static final WindowInsets CONSUMED = null;
    public android.graphics.Insets getInsets(int kinds) { return null; }
    public static final class Type {
        public static int systemBars() { return 0; }
        public static int ime() { return 0; }
        public static int displayCutout() { return 0; }
    }
}
