// A form that is being filled: every answer is kept when its call comes back.
import Foundation

/// A draft of a phone.
public struct DraftForm: Sendable {
    /// Its id, by which ``Phone/form(_:language:)`` finds it again.
    public let draft: String

    private let phone: Phone
    private let language: String

    init(phone: Phone, draft: String, language: String) {
        self.phone = phone
        self.draft = draft
        self.language = language
    }

    /// Answers a question, and returns everything that is shown afterwards; `nil` takes an answer back.
    public func answer<Value: Encodable & Sendable>(_ path: String, _ value: Value?) async throws -> DraftView? {
        let (draft, language) = (draft, language)
        return try await phone.ask { core in
            try core.draftAnswer(draft: draft, path: path, value: wire(value), language: language).view
        }
    }

    /// Takes a camera's picture into a question; returns the SHA-256 of what is kept of it.
    public func photo(_ path: String, _ file: Data) async throws -> String {
        let draft = draft
        return try await phone.ask { try $0.photoTake(draft: draft, path: path, file: file) }
    }

    /// Everything that is shown of it.
    public func view() async throws -> DraftView {
        let (draft, language) = (draft, language)
        return try await phone.ask { try $0.draftView(draft: draft, language: language) }
    }

    /// What finishing it will do.
    public func preview() async throws -> Preview {
        let draft = draft
        return try await phone.ask { try $0.draftPreview(draft: draft) }
    }

    /// Makes a record of it; returns the record's id.
    public func finish() async throws -> String {
        let draft = draft
        return try await phone.ask { try $0.draftFinish(draft: draft) }
    }

    /// Discards it; that it was, and why, stays in the record.
    public func discard(because reason: String) async throws -> String {
        let draft = draft
        return try await phone.ask { try $0.draftDiscard(draft: draft, reason: reason) }
    }
}

extension Phone {
    /// Begins a form.
    public func begin(_ of: DraftOf) async throws -> DraftForm {
        let draft = try await ask { try $0.draftBegin(of: of) }
        return DraftForm(phone: self, draft: draft, language: of.language ?? "zh-Hans")
    }

    /// Goes on with a form that was begun before.
    public func form(_ draft: String, language: String) async throws -> DraftForm {
        _ = try await ask { try $0.draft(draft: draft) }
        return DraftForm(phone: self, draft: draft, language: language)
    }
}
