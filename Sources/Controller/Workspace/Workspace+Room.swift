package import Contract
package import Fleet
import Store

extension Workspace {
    /// Refuses what can never be: a host that is not there, or has not the labels that the wish or the product demands.
    package func check(_ wish: PlacementWish, for product: String) throws {
        guard let host = try wish.host.map(requireHost) else { return }
        let labels = try shelf.template(product).product.placementRules.labels.union(wish.labels)
        let missing = labels.filter { !$0.isMet(by: host.labels) }.sorted()
        guard missing.isEmpty else { throw WorkspaceError.hostLacksLabels(host.name, missing) }
    }

    /// Why no host takes an order's server now; nil where one does, or has it. Claims nothing: the contract decides when there is
    /// something to place.
    package func obstacle(
        to subscription: SubscriptionID,
        of product: String,
        slots: Int,
        _ wish: PlacementWish
    ) throws -> PlacementRefusal? {
        let id = subscription.server
        guard try store.server(id)?.placement == nil else { return nil }
        let request = PlacementRequest(
            server: id,
            slots: slots,
            rules: try shelf.template(product).product.placementRules,
            labels: wish.labels,
            only: wish.host
        )
        let dark = Set(try store.contacts().filter { $0.lastError != nil }.map(\.host))
        let hosts = try store.occupancy(at: time.now(), unreachable: dark)
        do {
            _ = try placement(of: request, on: hosts)
            return nil
        } catch {
            return error
        }
    }
}
