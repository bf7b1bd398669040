using Ecom.Domain;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Models.Storage;

namespace Ecom.Models.Tests.Formats;

public sealed class MlpLayoutTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mlp-test-").FullName;

    private static readonly MlpNetwork Network = new(
    [
        new MlpLayer(2, 3, [1, 2, 3, 4, 5, 6], [0.1f, 0.2f, 0.3f], MlpActivation.Tanh),
        new MlpLayer(3, 2, [1, -2, 3, -4, 5, -6], [0, 1], MlpActivation.None),
    ]);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_is_written_scores_the_same_when_read()
    {
        float[] prior = [1, 2, 3];
        MlpLayout.Write(_directory, "vae", Parameters.None, Network, [0, 2], prior, ProfileWeighting.Binary, unitLength: true);
        using var read = ModelDirectory.Open(_directory);
        var expected = new float[3];
        var actual = new float[3];
        var history = new UserHistory((int[])[0, 2], (float[])[1f, 1f], default);
        new MlpScorer(Network, [0, 2], prior, ProfileWeighting.Binary, true).Score(history, expected);
        read.Scorer.Score(history, actual);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(new[] { 2, 3, 1, 3, 2 }, new[] { 0, 2 })]          // not whole layers
    [InlineData(new[] { 2, 3, 9, 3, 2, 0 }, new[] { 0, 2 })]       // no such activation
    [InlineData(new[] { 2, -3, 1, 3, 2, 0 }, new[] { 0, 2 })]
    [InlineData(new[] { 2, 3, 1, 3, 2, 0 }, new[] { 0, 3 })]       // an item that is not there
    [InlineData(new[] { 2, 3, 1, 3, 2, 0 }, new[] { 0 })]          // too few items
    [InlineData(new[] { 6, 1, 1, 3, 2, 0 }, new[] { 0, 2 })]       // layers that do not chain
    [InlineData(new[] { 2, 3, 1 }, new[] { 0, 2 })]                // outputs that are not the vocabulary
    public void Inconsistent_sections_are_refused(int[] shape, int[] vocabulary)
    {
        ModelDirectory.Write(_directory, new ModelHeader { Family = "vae", Layout = MlpLayout.LayoutName, Items = 3 }, w =>
        {
            w.Add<int>("shape", shape);
            w.Add<int>("vocabulary", vocabulary);
            w.Add<float>("prior", [1, 2, 3]);
            w.Add<float>("weights0", new float[6]);
            w.Add<float>("biases0", new float[shape[1] > 0 ? shape[1] : 3]);
            w.Add<float>("weights1", new float[6]);
            w.Add<float>("biases1", new float[2]);
        });
        Assert.Throws<InputException>(() => ModelDirectory.Open(_directory));
    }
}
