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
    public void Setting_the_model_does_not_have_is_refused_by_name()
    {
        var error = Assert.Throws<InputException>(() => RecipePool.Build(Model, [Parameters.None], held: Parameters.None.With("negative", 1)));
        Assert.Contains("'negative'; it has lambda, negatives", error.Message);
    }
}
