namespace Ecom.Serving.Documentation;

/// <summary>An example of every operation's body and answer, for the OpenAPI document. A test reads each as the type it is an example of.</summary>
public static class ApiExamples
{
    private const string List = """
        {"listId":"0199e0c2a7c07b3f8d21c4a35d0c6b52","modelVersion":"20261124-091500-7f3a","rulesVersion":3,"items":[{"itemId":"22423","title":"Regency cakestand 3 tier","category":"kitchen","price":12.75,"score":0.83,"reason":{"code":"BecauseOfItems","text":"Because of White heart holder","because":[{"itemId":"85123A","title":"White heart holder","share":0.61}]},"slot":1,"rule":"None"}]}
        """;

    private const string Rules = """
        {"version":3,"pins":[{"itemId":"85123A","position":1,"query":"hearts"}],"boosts":[{"factor":1.5,"brand":"Acme"}],"caps":[{"maximum":3}],"repeatCategories":["groceries"],"diversity":0.3,"freshness":0.5,"freshnessDays":7,"exploration":0.1}
        """;

    private const string Run = """
        {"id":"20261124-090000","status":"Running","reason":"new prices","created":"2026-11-24T09:00:00+00:00","updated":"2026-11-24T09:01:30+00:00","progress":{"step":"train","done":2,"of":5},"report":null,"error":null}
        """;

    private const string Current = """
        {"version":"20261124-091500-7f3a","previous":"20261123-091400-11c0","since":"2026-11-24T09:20:00+00:00","reason":"asked for over HTTP","history":[{"version":"20261124-091500-7f3a","at":"2026-11-24T09:20:00+00:00","reason":"asked for over HTTP"}]}
        """;

    private const string Experiment = """
        {"id":"ease-against-knn","arms":[{"name":"today","weight":1,"modelVersion":"20261123-091400-11c0"},{"name":"new","weight":1,"modelVersion":"20261124-091500-7f3a"}],"holdoutShare":0.05,"salt":"5f0c6b","started":"2026-11-24T09:30:00+00:00"}
        """;

    private const string Measured = """
        {"value":0.021,"low":0.004,"high":0.038}
        """;

    private static readonly Dictionary<string, (string? Request, string? Answer)> _examples = new(StringComparer.Ordinal)
    {
        ["Recommend"] = (null, List), ["Similar"] = (null, List), ["Popular"] = (null, List), ["Trending"] = (null, List), ["New"] = (null, List), ["BoughtTogether"] = (null, List),
        ["RecommendForSession"] = ("""{"events":[{"kind":"View","itemId":"85123A"},{"kind":"Cart","itemId":"22423","time":"2026-11-24T09:30:00Z"}]}""", List),
        ["RecommendForBasket"] = ("""{"items":["85123A","22423"]}""", List),
        ["RecommendBatch"] = ("""{"userIds":["17850","13047"]}""", null),
        ["Search"] = (null, """
            {"listId":"0199e0c2a7c07b3f8d21c4a35d0c6b53","modelVersion":"20261124-091500-7f3a","rulesVersion":3,"corrected":"heart holder","matched":"All","ranker":"Learned","total":1,"items":[{"itemId":"85123A","title":"White heart holder","price":2.55,"score":1.2,"reason":{"code":"Match","text":"Matches 'heart holder'","because":[]},"slot":1,"rule":"None"}],"facets":{"categories":[{"value":"decoration","count":1}],"brands":[],"prices":[{"from":2,"to":3,"count":1}]},"categories":[{"category":"decoration","share":1}]}
            """),
        ["Suggest"] = (null, """{"queries":["heart holder"],"categories":[{"category":"decoration","share":0.8}],"products":[{"itemId":"85123A","title":"White heart holder"}]}"""),
        ["GetSynonyms"] = (null, """{"rules":["sofa, couch, settee","telly => television"]}"""),
        ["PutSynonyms"] = ("""{"rules":["sofa, couch, settee","telly => television"]}""", """{"rules":["sofa, couch, settee","telly => television"]}"""),
        ["SendFeedback"] = (
            """{"events":[{"kind":"Click","userId":"17850","itemId":"22423","listId":"0199e0c2a7c07b3f8d21c4a35d0c6b52"},{"kind":"Purchase","userId":"17850","itemId":"22423","quantity":2,"price":12.75}]}""",
            """{"batchId":"order-4711","accepted":2}"""),
        ["IssueToken"] = ("""{"userId":"17850","minutes":60}""", """{"token":"ev1.1795514400.MTc4NTA.q8b1jY0mUuFzJmWl9u8zq0P8o1m7y8m3Rk2J5b6c7d8","expires":"2026-11-24T10:00:00+00:00"}"""),
        ["StorefrontList"] = (null, List),
        ["StorefrontEvents"] = (
            """{"events":[{"eventId":"5d0f3b6a","kind":"View","itemId":"22423","sessionId":"9c1f0a52b7d84e6f"}],"token":"ev1.1795514400.MTc4NTA.q8b1jY0mUuFzJmWl9u8zq0P8o1m7y8m3Rk2J5b6c7d8"}""",
            """{"batchId":"0199e0c2a7c07b3f8d21c4a35d0c6b54","accepted":1}"""),
        ["StorefrontMerge"] = ("""{"sessionId":"9c1f0a52b7d84e6f"}""", """{"merged":7}"""),
        ["ListExperiments"] = (null, "{\"experiments\":[" + Experiment + "]}"),
        ["StartExperiment"] = (
            """{"id":"ease-against-knn","arms":[{"name":"today","modelVersion":"20261123-091400-11c0"},{"name":"new","modelVersion":"20261124-091500-7f3a"}],"holdoutShare":0.05}""", Experiment),
        ["GetExperiment"] = (null, "{\"experiment\":" + Experiment + ",\"arms\":[{\"arm\":\"new\",\"customers\":5120,\"lists\":20480,\"clickThrough\":" + Measured + ",\"conversion\":" + Measured
            + ",\"revenue\":" + Measured + "}],\"comparisons\":[{\"arm\":\"new\",\"clickThrough\":" + Measured + ",\"conversion\":" + Measured + ",\"revenue\":" + Measured + "}]}"),
        ["EndExperiment"] = ("""{"promote":"new"}""", Experiment),
        ["PutProducts"] = (
            """{"products":[{"itemId":"85123A","stock":0},{"itemId":"NEW1","title":"White heart holder XL","category":"decoration","price":3.5}]}""",
            """{"accepted":2,"overlayProducts":14}"""),
        ["GetRules"] = (null, Rules), ["PutRules"] = (Rules, Rules),
        ["ListRuns"] = (null, "{\"runs\":[" + Run + "]}"),
        ["StartRun"] = ("""{"kind":"Challenge","reason":"new prices"}""", """{"id":"20261124-090000"}"""),
        ["GetRun"] = (null, Run),
        ["ListModels"] = (null, "{\"current\":" + Current + """
            ,"models":[{"version":"20261124-091500-7f3a","created":"2026-11-24T09:15:00+00:00","model":"ease","augment":"none","served":true,"modelParameters":{"lambda":500},"augmentParameters":{},"metrics":{"ndcg@20":0.41},"datasetVersion":12,"bytes":4194304}]}
            """),
        ["PromoteModel"] = ("""{"reason":"asked for over HTTP"}""", Current),
        ["Live"] = (null, """{"status":"live"}"""),
        ["Ready"] = (null, """{"ready":true,"modelVersion":"20261124-091500-7f3a"}"""),
    };

    /// <summary>The examples of an operation; null where it has no body or no answer.</summary>
    public static (string? Request, string? Answer) Of(string operation) => _examples.GetValueOrDefault(operation);
}
