import Foundation

/// What a screenshot looks like, as far as a test needs it.
struct Picture {
    /// Different colours, of which each counts that is more than a few pixels.
    let colours: Int
    /// From 0, black, to 255, white.
    let brightness: Double

    /// Decodes it in the browser, on a page without a policy against pictures.
    init(_ png: String) throws {
        let browser = try Browser("about:blank")
        let figures = try browser.text(
            """
            (async () => {
              const image = new Image();
              image.src = 'data:image/png;base64,\(png)';
              await image.decode();
              const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
              canvas.drawImage(image, 0, 0);
              const { data } = canvas.getImageData(0, 0, image.width, image.height);
              const seen = new Map();
              let sum = 0;
              for (let at = 0; at < data.length; at += 4) {
                const colour = data[at] << 16 | data[at + 1] << 8 | data[at + 2];
                seen.set(colour, (seen.get(colour) ?? 0) + 1);
                sum += (data[at] + data[at + 1] + data[at + 2]) / 3;
              }
              return [...seen.values()].filter((count) => count > 20).length + ' ' + 4 * sum / data.length;
            })()
            """
        )
        let parts = figures.split(separator: " ")
        colours = parts.first.flatMap { Int($0) } ?? 0
        brightness = parts.last.flatMap { Double($0) } ?? -1
    }
}
