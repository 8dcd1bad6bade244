package io.velostream.state;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// Search trees over numbered nodes, each node in one tree at most: treaps (Seidel and Aragon,
/// 1996) whose priorities are a hash of the node's number, so that their shape is the same in every
/// run. A tree is known by its root.
abstract class Treap implements MemorySized {
  static final int NONE = -1;

  private int[] left = new int[0];
  private int[] right = new int[0];
  private int splitLeft;
  private int splitRight;
  private int collected;

  /// Whether node `a` comes before node `b`; a total order.
  abstract boolean before(int a, int b);

  /// The tree below a node, or the node itself, has changed; its children are up to date.
  void summarize(int node) {}

  /// Makes room for the nodes below `limit`.
  final void reserve(int limit) {
    if (limit > left.length) {
      int length = Math.max(limit, Math.max(64, left.length * 2));
      left = Arrays.copyOf(left, length);
      right = Arrays.copyOf(right, length);
    }
  }

  final int left(int node) {
    return left[node];
  }

  final int right(int node) {
    return right[node];
  }

  /// The first node of a tree that is not empty.
  final int first(int root) {
    int node = root;
    while (left[node] != NONE) {
      node = left[node];
    }
    return node;
  }

  /// The last node of a tree that is not empty.
  final int last(int root) {
    int node = root;
    while (right[node] != NONE) {
      node = right[node];
    }
    return node;
  }

  /// Writes the nodes of a tree in order; `out` has room for them.
  ///
  /// @return how many there are
  final int collect(int root, int[] out) {
    collected = 0;
    visit(root, out);
    return collected;
  }

  private void visit(int node, int[] out) {
    if (node != NONE) {
      visit(left[node], out);
      out[collected++] = node;
      visit(right[node], out);
    }
  }

  /// Adds a node to a tree; returns the new root.
  final int insert(int root, int node) {
    if (root == NONE) {
      left[node] = NONE;
      right[node] = NONE;
      summarize(node);
      return node;
    }
    if (priority(node) > priority(root)) {
      split(root, node);
      left[node] = splitLeft;
      right[node] = splitRight;
      summarize(node);
      return node;
    }
    if (before(node, root)) {
      left[root] = insert(left[root], node);
    } else {
      right[root] = insert(right[root], node);
    }
    summarize(root);
    return root;
  }

  /// Takes a node out of the tree that it is in; returns the new root.
  final int delete(int root, int node) {
    if (root == NONE) {
      throw new IllegalStateException("a present value is missing from its order");
    }
    if (root == node) {
      return join(left[node], right[node]);
    }
    if (before(node, root)) {
      left[root] = delete(left[root], node);
    } else {
      right[root] = delete(right[root], node);
    }
    summarize(root);
    return root;
  }

  /// Summarizes a node of the tree, whose place has not changed, and all above it.
  final void refresh(int root, int node) {
    if (root == NONE) {
      throw new IllegalStateException("a present value is missing from its order");
    }
    if (root != node) {
      refresh(before(node, root) ? left[root] : right[root], node);
    }
    summarize(root);
  }

  private void split(int root, int node) {
    if (root == NONE) {
      splitLeft = NONE;
      splitRight = NONE;
    } else if (before(node, root)) {
      split(left[root], node);
      left[root] = splitRight;
      splitRight = root;
      summarize(root);
    } else {
      split(right[root], node);
      right[root] = splitLeft;
      splitLeft = root;
      summarize(root);
    }
  }

  private int join(int a, int b) {
    if (a == NONE) {
      return b;
    }
    if (b == NONE) {
      return a;
    }
    if (priority(a) > priority(b)) {
      right[a] = join(right[a], b);
      summarize(a);
      return a;
    }
    left[b] = join(a, left[b]);
    summarize(b);
    return b;
  }

  private static int priority(int node) {
    int mixed = (node + 1) * 0x9E37_79B9;
    mixed = (mixed ^ (mixed >>> 15)) * 0x85EB_CA6B;
    return mixed ^ (mixed >>> 13);
  }

  @Override
  public long memoryBytes() {
    return 8L * left.length;
  }
}
