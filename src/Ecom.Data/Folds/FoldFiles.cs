namespace Ecom.Data.Folds;

/// <summary>File names and columns of a fold directory, shared by its writers and its reader.</summary>
internal static class FoldFiles
{
    public const int Schema = 1;
    public const string Header = "folds.json";
    public const string Users = "users.parquet";
    public const string Items = "items.parquet";
    public const string Train = "train.parquet";
    public const string Tune = "tune.parquet";
    public const string Gate = "gate.parquet";
    public const string Test = "test.parquet";
    public const string Baskets = "baskets.parquet";
    public const string LaterBaskets = "later_baskets.parquet";
    public const string Searches = "searches.parquet";

    public const string MatrixColumns = """
        "row" INTEGER, "item" INTEGER, "weight" FLOAT, "time" BIGINT
        """;

    public const string SearchColumns = """
        "query" VARCHAR, "item" INTEGER, "weight" FLOAT
        """;

    public const string ItemColumns = """
        "item" INTEGER, "item_id" VARCHAR, "title" VARCHAR, "category" VARCHAR, "brand" VARCHAR, "price" DOUBLE, "stock" DOUBLE,
        "description" VARCHAR, "image_url" VARCHAR, "deleted" BOOLEAN
        """;
}
