namespace Ecom.Models.Scoring;

/// <summary>
/// Boosted regression trees as flat arrays. Node n of a tree goes left where feature ≤ threshold; a child below zero is the leaf ~child of the
/// same tree.
/// </summary>
/// <param name="NodeStarts">First inner node of each tree, and the end: [trees + 1].</param>
/// <param name="LeafStarts">First leaf of each tree, and the end: [trees + 1].</param>
/// <param name="Features">By node.</param>
/// <param name="Thresholds">By node.</param>
/// <param name="Left">By node; relative to the tree.</param>
/// <param name="Right">By node; relative to the tree.</param>
/// <param name="Values">By leaf.</param>
public sealed record TreeEnsemble(
    int[] NodeStarts, int[] LeafStarts, int[] Features, float[] Thresholds, int[] Left, int[] Right, float[] Values)
{
    public float Score(ReadOnlySpan<float> features)
    {
        var sum = 0f;
        for (var t = 0; t + 1 < NodeStarts.Length; t++)
        {
            var first = NodeStarts[t];
            var at = NodeStarts[t + 1] == first ? -1 : 0;
            while (at >= 0)
            {
                var node = first + at;
                at = features[Features[node]] <= Thresholds[node] ? Left[node] : Right[node];
            }
            sum += Values[LeafStarts[t] + ~at];
        }
        return sum;
    }

    /// <summary>Whether every index stays inside, so that scoring needs no checks; children must come after their parent, so it ends.</summary>
    public bool IsSound(int features)
    {
        var nodes = Features.Length;
        if (NodeStarts.Length != LeafStarts.Length || NodeStarts.Length == 0 || Thresholds.Length != nodes || Left.Length != nodes || Right.Length != nodes) return false;
        if (NodeStarts[0] != 0 || LeafStarts[0] != 0 || NodeStarts[^1] != nodes || LeafStarts[^1] != Values.Length) return false;
        for (var t = 0; t + 1 < NodeStarts.Length; t++)
        {
            var (size, leaves) = (NodeStarts[t + 1] - NodeStarts[t], LeafStarts[t + 1] - LeafStarts[t]);
            if (size < 0 || leaves < 1) return false;
            for (var n = 0; n < size; n++)
            {
                var node = NodeStarts[t] + n;
                if ((uint)Features[node] >= (uint)features || !Child(Left[node], n, size, leaves) || !Child(Right[node], n, size, leaves)) return false;
            }
        }
        return true;
    }

    private static bool Child(int child, int parent, int nodes, int leaves) => child >= 0 ? child > parent && child < nodes : ~child < leaves;
}
