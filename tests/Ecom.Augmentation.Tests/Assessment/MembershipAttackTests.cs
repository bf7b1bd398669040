using Ecom.Augmentation.Assessment;
using Ecom.Augmentation.Contracts;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Assessment;

public class MembershipAttackTests
{
    private static readonly Interactions Users = Shops.TwoGroups(200).Observed;

    [Fact]
    public void A_generator_that_remembers_its_users_gives_them_away()
    {
        var attack = MembershipAttack.Of(new Method(remembers: true), Users, Parameters.None, 6, Shops.Context());
        Assert.Equal((100, 6), (attack.Members, attack.Shadows));
        Assert.All(new[] { attack.Likelihood, attack.Reference, attack.Shadow }, power => Assert.True(power.Auc > .95 && power.TprAt1PercentFpr > .5, $"{power}"));
        Assert.All(new[] { attack.Likelihood, attack.Reference, attack.Shadow }, power => Assert.True(power.AucInterval[0] <= power.Auc && power.Auc <= power.AucInterval[1]));
    }

    [Fact]
    public void One_that_knows_nobody_does_not()
    {
        var attack = MembershipAttack.Of(new Method(remembers: false), Users, Parameters.None, 6, Shops.Context());
        Assert.All(new[] { attack.Likelihood, attack.Reference, attack.Shadow }, power => Assert.InRange(.5, power.AucInterval[0] - .04, power.AucInterval[1] + .04));
    }

    [Fact]
    public void What_cannot_be_attacked_is_refused()
    {
        Assert.Contains("'balance'", Assert.Throws<InputException>(
            () => MembershipAttack.Of(Augmenters.Find("balance"), Users, Augmenters.Find("balance").Proposals(Shops.TwoGroups().Shape, 1).First(), 2, Shops.Context())).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => MembershipAttack.Of(new Method(true), Users, Parameters.None, 1, Shops.Context()));
        Assert.Throws<InputException>(() => MembershipAttack.Of(new Method(true), Users, Parameters.None, 17, Shops.Context()));
    }

    /// <summary>Scores the items of a history that it has seen, or items at random.</summary>
    private sealed class Method(bool remembers) : IAugmenter
    {
        public string Name => "method";

        public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed) => [Parameters.None];

        public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(0, 0);

        public string FitKey(Parameters parameters) => "";

        public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new Generator(data.Observed, remembers, context.Seed);
    }

    private sealed class Generator(Interactions learned, bool remembers, int seed) : IGenerator, IFittedModel
    {
        public IReadOnlyDictionary<string, double> Figures => new Dictionary<string, double>();

        public int ItemCount => learned.ItemCount;

        public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context) => data;

        public IFittedModel Recommender(TrainingData data, Parameters parameters) => this;

        public void Score(in UserHistory history, Span<float> scores)
        {
            var random = new Random(HashCode.Combine(seed, history.UserIndex));
            for (var i = 0; i < scores.Length; i++) scores[i] = random.NextSingle();
            if (remembers && learned.RowLength(history.UserIndex) > 0)
                foreach (var item in history.Items.Span) scores[item] += 3;
        }

        public IReadOnlyList<(int Item, float Share)> Explain(in UserHistory history, int item, int most) => [];

        public void Export(string directory) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
