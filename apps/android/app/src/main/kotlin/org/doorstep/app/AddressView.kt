// Asks for the server's address at the first start of an app that was built without one.
package org.doorstep.app

import android.content.Context
import android.text.InputType
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.TextView

/** A field for the address; it goes on once it can be one. */
class AddressView(context: Context, address: ServerAddress, known: () -> Unit) : LinearLayout(context) {
    init {
        orientation = VERTICAL
        val edge = (context.resources.displayMetrics.density * EDGE_DP).toInt()
        setPadding(edge, edge, edge, edge)
        val field = EditText(context)
        field.setHint(R.string.address_hint)
        field.inputType = InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_URI
        val go = Button(context)
        go.setText(R.string.address_go)
        go.setOnClickListener {
            if (address.tell(field.text.toString())) known() else field.error = context.getString(R.string.address_wrong)
        }
        addView(TextView(context).apply { setText(R.string.address_title) })
        addView(field)
        addView(go)
    }

    private companion object {
        const val EDGE_DP = 24
    }
}
