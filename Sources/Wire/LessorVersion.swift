/// The version of this release; controller and agent of one release carry the same.
package let lessorVersion = "0.1.0"
