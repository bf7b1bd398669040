using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Recommendation.Tests;

/// <summary>What every family must hold: its export scores as the fitted model does, and a seed repeats a fit.</summary>
public class ExportTests
{
    public static TheoryData<string> Names => [.. RecommenderFamilies.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_exported_model_scores_as_the_fitted_one(string name)
    {
        var family = RecommenderFamilies.Find(name);
        var data = TestData.Random(5);
        foreach (var parameters in family.Proposals(data.Shape, 1).Take(3))
        {
            using var model = family.Fit(data, parameters, TestData.Context);
            var directory = Directory.CreateTempSubdirectory("ecom-export-");
            try
            {
                model.Export(directory.FullName);
                using var read = ModelDirectory.Open(directory.FullName);
                Assert.Equal(name, read.Header.Family);
                // An ensemble notes what it learned beside what it was given.
                foreach (var (key, value) in parameters.Values) Assert.Equal(value, read.Header.Parameters.Values[key]);
                for (var u = 0; u < data.Observed.UserCount; u++)
                {
                    var scores = Scores(model, data, u);
                    Assert.All(scores, s => Assert.True(float.IsFinite(s)));
                    Assert.Equal(scores, Scores(read.Scorer, data, u));
                }
            }
            finally
            {
                directory.Delete(true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_fit_repeats_and_an_unknown_user_gets_a_list(string name)
    {
        var family = RecommenderFamilies.Find(name);
        var data = TestData.Random(6);
        var parameters = family.Proposals(data.Shape, 1).First();
        using var first = family.Fit(data, parameters, TestData.Context);
        using var second = family.Fit(data, parameters, TestData.Context);
        Assert.Equal(Scores(first, data, 3), Scores(second, data, 3));

        var stranger = new float[data.ItemCount];
        first.Score(new UserHistory(Array.Empty<int>(), Array.Empty<float>(), Array.Empty<long>()), stranger);
        Assert.True(stranger.Distinct().Count() > 1, "A stranger's list is not in any order.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Proposals_repeat_differ_and_last(string name)
    {
        var family = RecommenderFamilies.Find(name);
        // A shop of ordinary size: a handful of items leaves some families little to choose from.
        var shape = TestData.Random(5).Shape with { Users = 2000, Items = 1000 };
        var proposals = family.Proposals(shape, 3).Take(40).Select(p => p.ToString()).ToArray();
        Assert.Equal(proposals, family.Proposals(shape, 3).Take(40).Select(p => p.ToString()));
        Assert.Equal(proposals.Length, proposals.Distinct().Count());
        if (name is not ("fusion" or "hybrid")) Assert.True(proposals.Length >= 20);
    }

    private static float[] Scores(IScorer scorer, TrainingData data, int user)
    {
        var scores = new float[data.ItemCount];
        scorer.Score(UserHistory.Of(data.Observed, user), scores);
        return scores;
    }
}
