#include "pipeline/run/args.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "pipeline/sink/engine.h"

namespace bmas::run {
namespace {

void AddRuleOptions(CLI::App* command, Args* args) {
  command->add_option("--rules", args->rules,
                      "Folder of rules instead of the shipped ones");
  command->add_option("--rules-extra", args->rules_extra,
                      "Folder of rules besides them; may be given again");
  command->add_flag("--experimental", args->experimental,
                    "Also run rules whose status is experimental");
}

void AddLimits(CLI::App* command, Args* args) {
  command
      ->add_option("--max-pages", args->max_pages, "Pages read of one document")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--max-words", args->max_words, "Words read of one document")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--max-bytes", args->max_bytes, "Largest file that is read")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
}

void AddRun(CLI::App* app, Args* args) {
  CLI::App* run = app->add_subcommand(
      "run", "Read documents and write a record and the clean text of each");
  run->add_option("INPUT", args->inputs,
                  "Files and folders; NAME=DIR names a folder's root");
  run->add_option("--files-from", args->files_from,
                  "Read paths from a file, or from standard input with -");
  run->add_flag("-0", args->nul_separated,
                "Paths of --files-from end with NUL, not newline");
  run->add_option("--base", args->base,
                  "Folder that --files-from paths are under")
      ->capture_default_str();
  run->add_option("--out", args->out, "Output folder")->capture_default_str();
  run->add_flag("--quiet", args->quiet, "Say nothing unless something failed");
  AddRuleOptions(run, args);
  AddLimits(run, args);
  run->footer(
      "Example:\n"
      "  bmas-extract run archive/ --out out\n"
      "  (cd archive && find . -name '*.pdf' -print0) | bmas-extract run "
      "--files-from - -0 --base archive");
  run->callback([args] { args->command = Command::kRun; });
}

void AddShow(CLI::App* app, Args* args) {
  CLI::App* show = app->add_subcommand(
      "show", "Show what is found in one file, with page and rule");
  show->add_option("FILE", args->inputs, "A PDF or text file")
      ->required()
      ->expected(1);
  const auto form = [&](const char* name, ShowForm value, const char* help) {
    show->add_flag_callback(
        name, [args, value] { args->form = value; }, help);
  };
  form("--json", ShowForm::kJson, "The record as run would write it");
  form("--text", ShowForm::kText, "The clean text, exactly");
  form("--blocks", ShowForm::kBlocks, "The blocks and their kinds");
  form("--words", ShowForm::kWords, "The words as printed, with their boxes");
  CLI::Option* explain = show->add_option(
      "--explain", args->explain,
      "Why: what each rule found and what lost to it; with a TEXT, only there");
  explain->expected(0, 1)->type_name("TEXT");
  AddRuleOptions(show, args);
  AddLimits(show, args);
  show->footer("Example:\n  bmas-extract show release.pdf");
  show->callback([args, explain] {
    args->command = Command::kShow;
    if (explain->count() > 0) args->form = ShowForm::kExplain;
  });
}

void AddStream(CLI::App* app, Args* args) {
  CLI::App* stream = app->add_subcommand(
      "stream", "Read requests from standard input, write a record for each");
  AddRuleOptions(stream, args);
  AddLimits(stream, args);
  stream->footer(
      "A request is a line of JSON: {\"path\": \"pm.pdf\"}, or\n"
      "{\"id\": 1, \"text\": \"Berlin, den …\", \"release_date\": "
      "\"2017-06-14\"}.\n\n"
      "Example:\n"
      "  echo '{\"path\": \"release.pdf\"}' | bmas-extract stream");
  stream->callback([args] { args->command = Command::kStream; });
}

void AddRules(CLI::App* app, Args* args) {
  CLI::App* rules = app->add_subcommand("rules", "Work on rules");
  rules->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, Command command,
                       const char* example) {
    CLI::App* sub = rules->add_subcommand(name, about);
    AddRuleOptions(sub, args);
    sub->footer(std::string("Example:\n  bmas-extract rules ") + example);
    sub->callback([args, command] { args->command = command; });
    return sub;
  };
  add("check", "Check rule files; all findings at once", Command::kRulesCheck,
      "check --rules-extra my-rules")
      ->add_option("FILE", args->inputs,
                   "Only what is found in these rule files");
  add("test", "Run the examples of rules, and variants of them",
      Command::kRulesTest, "test --rule winners.list")
      ->add_option("--rule", args->rule, "Only those of the rule with this id");
  add("list", "List all rules: id, type, what it yields, about",
      Command::kRulesList, "list");
  CLI::App* stats = add(
      "stats", "How the rules fare over an archive, and what none of them took",
      Command::kRulesStats, "stats releases/");
  stats->add_option("INPUT", args->inputs, "Files and folders")->required();
  AddLimits(stats, args);
  rules->footer("Example:\n  bmas-extract rules check");
}

void AddVersion(CLI::App* app) {
  app->set_version_flag("--version", "bmas-extract " + sink::EngineVersion() +
                                         " (poppler " + sink::PopplerVersion() +
                                         ", icu " + sink::IcuVersion() + ")");
  for (CLI::App* command : app->get_subcommands({})) AddVersion(command);
}

}  // namespace

bool ParseArgs(int argc, char** argv, Args* args, int* exit_code) {
  CLI::App app(
      "Reads German press releases and gives structured records: award "
      "winners, dates, contacts.",
      "bmas-extract");
  app.require_subcommand(1);
  app.footer("Example:\n  bmas-extract run releases/ --out out");
  AddRun(&app, args);
  AddShow(&app, args);
  AddStream(&app, args);
  AddRules(&app, args);
  AddVersion(&app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    *exit_code =
        app.exit(error, std::cout, std::cerr) == 0 ? kExitOk : kExitUsage;
    return false;
  }
  if (args->command == Command::kRun && args->inputs.empty() &&
      args->files_from.empty()) {
    std::cerr << "run needs an INPUT or --files-from; see bmas-extract run "
                 "--help\n";
    *exit_code = kExitUsage;
    return false;
  }
  return true;
}

}  // namespace bmas::run
