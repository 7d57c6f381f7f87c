// A view whose content the system leaves out of screenshots and recordings, where it does so.
import UIKit

/// Holds a view within the canvas of a secure text field, which the system shows on the screen only. That is no promise of
/// the system's: where the canvas is not found the view is shown as any other, and ``Cover`` and the notice remain.
final class SecretView: UIView {
    private let field = UITextField()

    init(holding content: UIView) {
        super.init(frame: .zero)
        field.isSecureTextEntry = true
        let canvas = field.subviews.first
        let holder: UIView = canvas ?? self
        if let canvas {
            canvas.subviews.forEach { $0.removeFromSuperview() }
            canvas.isUserInteractionEnabled = true
            fill(with: canvas, in: self)
        }
        fill(with: content, in: holder)
    }

    @available(*, unavailable)
    required init?(coder: NSCoder) {
        nil
    }

    private func fill(with view: UIView, in holder: UIView) {
        view.translatesAutoresizingMaskIntoConstraints = false
        holder.addSubview(view)
        NSLayoutConstraint.activate([
            view.topAnchor.constraint(equalTo: holder.topAnchor),
            view.bottomAnchor.constraint(equalTo: holder.bottomAnchor),
            view.leadingAnchor.constraint(equalTo: holder.leadingAnchor),
            view.trailingAnchor.constraint(equalTo: holder.trailingAnchor),
        ])
    }
}
