using Ecom.Models.Scoring;
using Ecom.Serving.Recommending;

namespace Ecom.Serving.Tests.Recommending;

public sealed class RankerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecom-ranker-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_a_history_reaches_gives_the_list_that_scoring_everything_gives()
    {
        var random = new Random(1);
        var model = RandomShop.Write(_folder, random);
        Assert.True(model.Catalogue.Count > model.Catalogue.ModelItemCount);
        for (var round = 0; round < 500; round++)
        {
            var length = random.Next(0, 6);
            var weights = Enumerable.Range(0, length).Select(_ => random.NextSingle() + .1f).ToArray();
            var history = new UserHistory(Enumerable.Range(0, length).Select(_ => random.Next(RandomShop.Items)).ToArray(), weights, default);
            using var allowed = model.Catalogue.Allowed(default);
            for (var i = 0; i < model.Catalogue.Count; i++)
                if (random.Next(round % 5 + 1) > 0) allowed.Forbid(i);
            var n = random.Next(1, 40);

            var scores = new float[model.Catalogue.Count];
            Ranker.Score(model, history, scores);
            allowed.Apply(scores);
            Assert.Equal(TopK.Select(scores, n), Ranker.ForHistory(model, history, allowed, n));
        }
    }
}
