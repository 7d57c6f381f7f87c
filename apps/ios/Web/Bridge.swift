// The wire between the page and the shell: messages in, answers out, none of them on the main thread while it is worked on.
import Doorstep
import Foundation
import WebKit

/// Passes every message of the page to the shell and its answer back to the page.
///
/// The native side decides nothing. Messages are taken at once and beside each other: a call to the server never holds up
/// one to the core. What has to go one after the other, the page sends so.
final class Bridge: NSObject, WKScriptMessageHandler {
    /// The name under which the page finds it.
    static let name = "doorstepShell"

    private let shell: Shell
    private let queue = DispatchQueue(label: "org.doorstep.bridge", qos: .userInitiated, attributes: .concurrent)
    private weak var page: WKWebView?
    private var place: String?

    init(shell: Shell) {
        self.shell = shell
    }

    /// Answers to this page from now on.
    func answers(to page: WKWebView) {
        self.page = page
    }

    /// The page is there: whatever was asked before it was, it is shown now.
    func pageIsThere() {
        if let place { goes(to: place) }
    }

    func userContentController(_ controller: WKUserContentController, didReceive message: WKScriptMessage) {
        // Nobody but our own page: no frame within it, nothing from elsewhere.
        guard message.frameInfo.isMainFrame, AppScheme.isOurs(message.frameInfo.securityOrigin) else { return }
        guard let text = message.body as? String else { return }
        let shell = shell
        queue.async { [weak self] in
            let answer = shell.takes(message: text)
            DispatchQueue.main.async { self?.say(answer) }
        }
    }

    /// Goes to a place within the app, as when a notification was touched.
    func goes(to path: String) {
        guard let page, !page.isLoading else {
            place = path
            return
        }
        place = nil
        run("history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate'));", ["path": path])
    }

    private func say(_ answer: String) {
        // A value, never a part of the script: no text of it can be read as one.
        run("window.doorstepShell.onmessage?.({ data });", ["data": answer])
    }

    private func run(_ script: String, _ given: [String: Any]) {
        page?.callAsyncJavaScript(script, arguments: given, in: nil, in: .page, completionHandler: nil)
    }
}
