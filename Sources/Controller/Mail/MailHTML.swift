/// The plain text once more for readers that prefer HTML: escaped paragraphs, nothing fetched from outside.
enum MailHTML {
    static func page(_ text: String, title: String) -> String {
        let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.isEmpty }
            .map { "<p>" + $0.map { HTMLText.escape($0) }.joined(separator: "<br>\n") + "</p>\n" }
        return
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>\(HTMLText.escape(title))</title></head>\n<body>\n"
            + paragraphs.joined() + "</body></html>\n"
    }
}
