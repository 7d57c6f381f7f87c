package android.widget;

public class FrameLayout extends android.view.ViewGroup {
    public FrameLayout(android.content.Context context) { super(context); }
}

public class LinearLayout extends android.view.ViewGroup {
    public static final int VERTICAL = 1;
    public LinearLayout(android.content.Context context) { super(context); }
    public void setOrientation(int orientation) {}
    public int getOrientation() { return 0; }
}

public class TextView extends android.view.View {
    public TextView(android.content.Context context) { super(context); }
    public final void setText(int id) {}
    public CharSequence getText() { return null; }
    public final void setHint(int id) {}
    public void setInputType(int type) {}
    public int getInputType() { return 0; }
    public void setError(CharSequence error) {}
    public CharSequence getError() { return null; }
}

public class EditText extends TextView {
    public EditText(android.content.Context context) { super(context); }
    public android.text.Editable getText() { return null; }
}

public class Button extends TextView {
    public Button(android.content.Context context) { super(context); }
}
