using Ecom.Domain;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Formats;

/// <summary>
/// The arrays of a <see cref="TreeEnsemble"/> as sections: <c>node-starts</c>, <c>leaf-starts</c>, <c>features</c>, <c>left</c>, <c>right</c> i32, <c>thresholds</c>,
/// <c>values</c> f32.
/// </summary>
public static class TreeSections
{
    public static void Write(SectionWriter writer, TreeEnsemble trees)
    {
        writer.Add<int>("node-starts", trees.NodeStarts);
        writer.Add<int>("leaf-starts", trees.LeafStarts);
        writer.Add<int>("features", trees.Features);
        writer.Add<float>("thresholds", trees.Thresholds);
        writer.Add<int>("left", trees.Left);
        writer.Add<int>("right", trees.Right);
        writer.Add<float>("values", trees.Values);
    }

    /// <param name="sections">Where they are.</param>
    /// <param name="features">Features the trees may look at.</param>
    /// <param name="name">Whose trees they are, for the message.</param>
    /// <exception cref="InputException">A section is missing, or an index leads outside.</exception>
    public static TreeEnsemble Read(SectionReader sections, int features, string name)
    {
        int[] Ints(string section) => sections.Open<int>(section).Span.ToArray();
        float[] Floats(string section) => sections.Open<float>(section).Span.ToArray();
        var trees = new TreeEnsemble(
            Ints("node-starts"), Ints("leaf-starts"), Ints("features"), Floats("thresholds"), Ints("left"), Ints("right"), Floats("values"));
        return trees.IsSound(features) ? trees : throw new InputException(name, null, "the trees are not sound.");
    }
}
