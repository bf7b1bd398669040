using Ecom.Augmentation.Sequence;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Tests.Sequence;

public sealed class SequenceAugmenterTests
{
    private const int Items = 12, Length = 6, Users = 120;

    // Everybody walks in a circle of items; the last user has only just begun.
    private static TrainingData Walks()
    {
        List<int> users = [], items = [];
        List<long> times = [];
        for (var u = 0; u < Users; u++)
        {
            for (var p = 0; p < (u == Users - 1 ? 2 : Length); p++)
            {
                users.Add(u);
                items.Add((u + p) % Items);
                times.Add(100 + 10 * p);
            }
        }
        return new TrainingData { Observed = Interactions.FromEntries(Users, Items, [.. users], [.. items], [.. Enumerable.Repeat(1f, users.Count)], [.. times]), Now = 1000 };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_short_walk_goes_on_in_its_direction_or_gets_a_beginning(int reverse)
    {
        var data = Walks();
        var augmenter = new SequenceAugmenter();
        var parameters = augmenter.Proposals(data.Shape, 1).First()
            .With("reverse", reverse).With("most", 3).With("add", 2).With("weight", 0.5).With("width", 32).With("dropout", 0).With("rate", 0.005).With("epochs", 40).With("batch", 16).With("negatives", 0);
        var context = new FitContext(1, 1);

        using var generator = augmenter.Fit(data, parameters, context);
        var generated = generator.Generate(data, parameters, context).Generated!;

        var last = Users - 1;
        var (first, second) = (last % Items, (last + 1) % Items);
        Assert.Equal(2, generated.Count);
        int[] expected = reverse == 0 ? [(second + 1) % Items, (second + 2) % Items] : [(first + Items - 2) % Items, (first + Items - 1) % Items];
        Assert.Equal(expected, generated.Items(last).ToArray());
        Assert.True(reverse == 0 ? generated.Times(last)[0] > 110 : generated.Times(last)[^1] < 100);
    }

    [Fact]
    public void Items_that_few_share_are_not_generated_and_the_others_keep_their_numbers()
    {
        // Item 0 has two users, and all others move up by one.
        var walks = Walks().Observed;
        var rare = Interactions.FromEntries(
            Users, Items + 1, [0, 1, .. walks.RowIndices()], [0, 0, .. walks.AllItems.ToArray().Select(i => i + 1)], [1f, 1f, .. walks.AllWeights], [90, 90, .. walks.AllTimes]);
        var data = new TrainingData { Observed = rare, Now = 1000 };
        var augmenter = new SequenceAugmenter();
        var parameters = augmenter.Proposals(data.Shape, 1).First().With("reverse", 0).With("most", 20).With("add", 20).With("epochs", 1).With("width", 8);
        var context = new FitContext(1, 1);

        using var generator = augmenter.Fit(data, parameters, context);
        var generated = generator.Generate(data, parameters, context).Generated!;

        Assert.DoesNotContain(0, generated.AllItems.ToArray());
        // Whoever has six of the twelve common items gets the other six, whatever is asked for, and nothing twice.
        Assert.Equal(Enumerable.Range(1, Items), generated.Items(5).ToArray().Concat(rare.Items(5).ToArray()).Order());
        var fewer = generator.Generate(data, parameters.With("add", 2).With("weight", 0.7), context).Generated!;
        Assert.Equal(generated.Items(5)[..2].ToArray(), fewer.Items(5).ToArray());
        Assert.All(fewer.AllWeights.ToArray(), w => Assert.Equal(0.7f, w));
    }
}
