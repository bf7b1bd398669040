using Ecom.Models.Scoring;
using Microsoft.ML.Trainers.FastTree;

namespace Ecom.Recommendation.Hybrid;

/// <summary>Flattens ML.NET's trees; node and leaf numbers stay, a leaf is ~number there too.</summary>
internal static class TreeArrays
{
    public static TreeEnsemble From(RegressionTreeEnsemble ensemble)
    {
        List<int> nodeStarts = [0], leafStarts = [0], features = [], left = [], right = [];
        List<float> thresholds = [], values = [];
        for (var t = 0; t < ensemble.Trees.Count; t++)
        {
            var tree = ensemble.Trees[t];
            features.AddRange(tree.NumericalSplitFeatureIndexes);
            thresholds.AddRange(tree.NumericalSplitThresholds);
            left.AddRange(tree.LeftChild);
            right.AddRange(tree.RightChild);
            values.AddRange(tree.LeafValues.Select(v => (float)(v * ensemble.TreeWeights[t])));
            nodeStarts.Add(features.Count);
            leafStarts.Add(values.Count);
        }
        return new TreeEnsemble([.. nodeStarts], [.. leafStarts], [.. features], [.. thresholds], [.. left], [.. right], [.. values]);
    }
}
