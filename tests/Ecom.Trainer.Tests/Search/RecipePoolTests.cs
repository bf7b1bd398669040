using Ecom.Domain;
using Ecom.Models;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Tests.Search;

public class RecipePoolTests
{
    private static readonly Parameters[] Model =
        [.. from n in new[] { 64.0, 256 } from l in new[] { .1, 1 } select Parameters.None.With("negatives", n).With("lambda", l)];

    [Fact]
    public void Held_setting_is_not_searched_and_the_others_are()
    {
        var pool = RecipePool.Build(Model, [Parameters.None], held: Parameters.None.With("negatives", 1));
        Assert.All(pool, r => Assert.Equal(1, r.Model.Number("negatives", 0)));
        Assert.Equal([.1, 1], pool.Select(r => r.Model.Number("lambda", 0)));
    }

    [Fact]
    public void Held_setting_of_the_augmentation_leaves_those_of_the_model_alone()
    {
        var augment = new[] { .1, .3 }.Select(w => Parameters.None.With("weight", w).With("add", 5));
        var pool = RecipePool.Build(Model, augment, heldAugment: Parameters.None.With("weight", .6));
        Assert.All(pool, r => Assert.Equal(.6, r.Augment.Number("weight", 0)));
        Assert.Equal(Model.Length, pool.Count);
        Assert.Contains("The augmentation has no setting 'most'; it has add, weight",
            Assert.Throws<InputException>(() => RecipePool.Build(Model, augment, heldAugment: Parameters.None.With("most", 1))).Message);
    }

    [Fact]
    public void Setting_the_model_does_not_have_is_refused_by_name()
    {
        var error = Assert.Throws<InputException>(() => RecipePool.Build(Model, [Parameters.None], held: Parameters.None.With("negative", 1)));
        Assert.Contains("'negative'; it has lambda, negatives", error.Message);
    }

    [Fact]
    public void Text_for_a_number_and_a_number_for_a_text_are_refused()
    {
        Parameters[] augment = [Parameters.None.With("weight", .1).With("objective", "minimax")];
        string Error(Parameters held) => Assert.Throws<InputException>(() => RecipePool.Build(Model, augment, heldAugment: held)).Message;
        Assert.Contains("'weight' is a number, such as '0.1', not 'much'", Error(Parameters.None.With("weight", "much")), StringComparison.Ordinal);
        Assert.Contains("'objective' is a text, such as 'minimax', not '3'", Error(Parameters.None.With("objective", 3)), StringComparison.Ordinal);
    }
}
